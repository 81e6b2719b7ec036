import type { ComposeType, SignatureFormat } from '../../contract/signature.ts';
import { AddinError, problemOf } from './addin-error.ts';
import { type Client, detectClient, isMobile } from './client.ts';
import { callOffice } from './office-call.ts';
import type { Run } from './run.ts';

/** The parts of an item being written that Signet touches; everything may be missing on some client. */
type ComposeItem = Partial<
  Pick<
    Office.MessageCompose,
    | 'body'
    | 'from'
    | 'getComposeTypeAsync'
    | 'addFileAttachmentFromBase64Async'
    | 'notificationMessages'
    | 'sessionData'
    | 'to'
    | 'cc'
    | 'bcc'
    | 'isClientSignatureEnabledAsync'
    | 'disableClientSignatureAsync'
  >
> & { itemType?: string; organizer?: Office.Organizer; conversationId?: string | null };

/** The methods of an item that some Outlook does without. */
type ItemMethod =
  | 'getComposeTypeAsync'
  | 'addFileAttachmentFromBase64Async'
  | 'isClientSignatureEnabledAsync'
  | 'disableClientSignatureAsync';

/** The message or appointment being written, with every call as a promise that keeps its own time limit. */
export interface Outlook {
  readonly client: Client;
  readonly kind: 'message' | 'appointment';
  /** Whose mailbox this is, in lower case. Client-asserted: good for choosing a cache, not for any permission. */
  readonly user: string;
  /**
   * Has this message a conversation? A new one gets its first when it is saved (R office.messagecompose.yml): with `none` it is no draft
   * that somebody opened again.
   */
  readonly conversation: 'none' | 'some' | 'unknown';
  /** Outlook's own version. */
  readonly version: string;
  from(): Promise<string>;
  composeType(): Promise<{ composeType: ComposeType; format: SignatureFormat }>;
  /** The addresses in To, Cc and Bcc, in lower case. */
  recipients(): Promise<string[]>;
  body(format: SignatureFormat): Promise<string>;
  setBody(text: string, format: SignatureFormat): Promise<void>;
  setSignature(text: string, format: SignatureFormat): Promise<void>;
  /** Attaches an inline picture, within `limitMs` at most. */
  attachImage(base64: string, name: string, limitMs: number): Promise<void>;
  readSession(name: string): Promise<string | undefined>;
  writeSession(name: string, value: string): Promise<void>;
  /** Does Outlook put its own signature into messages? Rejects where Outlook doesn't tell. */
  hasOwnSignature(): Promise<boolean>;
  /** Turns Outlook's own signatures off for this account, lastingly. */
  disableOwnSignature(): Promise<void>;
  notify(key: string, details: Office.NotificationMessageDetails): Promise<void>;
}

/** What Outlook tells of the mailbox and the message that is open. */
export type Mailbox = Partial<Pick<Office.Mailbox, 'item' | 'userProfile' | 'diagnostics'>>;

/** Opens the current item for one run. Throws an AddinError where there is none (mailbox hidden from the address list). */
export function openOutlook(run: Run, mailbox: Mailbox | undefined = Office.context.mailbox): Outlook {
  const item = mailbox?.item as unknown as ComposeItem | null | undefined;
  if (!item) throw new AddinError('office', 'There is no message open');
  const client = detectClient();
  const patience = isMobile(client) ? 2 : 1;
  const call = <T>(name: string, limitMs: number, start: (done: (result: Office.AsyncResult<T>) => void) => void) =>
    callOffice<T>(run, name, limitMs * patience, start);
  /** The item, once it is known to have this method. */
  const able = (method: ItemMethod) => {
    need(item[method], method);
    return item as Office.MessageCompose;
  };
  const body = () => need(item.body, 'body');
  const session = () => need(item.sessionData, 'sessionData');
  return {
    client,
    kind: item.itemType === 'appointment' ? 'appointment' : 'message',
    user: (mailbox?.userProfile?.emailAddress ?? '').trim().toLowerCase(),
    conversation: conversationOf(item),
    version: mailbox?.diagnostics?.hostVersion ?? '',
    async from() {
      const sender = await call<Office.EmailAddressDetails>('from.getAsync', 2000, (done) =>
        need(item.from ?? item.organizer, 'from').getAsync(done),
      );
      return sender.emailAddress.trim().toLowerCase();
    },
    async composeType() {
      const found = await call<{ composeType?: string; coercionType?: string }>('getComposeTypeAsync', 2000, (done) => {
        able('getComposeTypeAsync').getComposeTypeAsync(done);
      });
      return { composeType: toComposeType(found.composeType), format: toFormat(found.coercionType) };
    },
    async recipients() {
      const lines = [item.to, item.cc, item.bcc].map((line, index) =>
        call<Office.EmailAddressDetails[]>('recipients.getAsync', 1500, (done) => {
          need(line, ['to', 'cc', 'bcc'][index] ?? '').getAsync(done);
        }),
      );
      const [to = [], cc = [], bcc = []] = await Promise.all(lines);
      return to.concat(cc, bcc).map(({ emailAddress }) => emailAddress.trim().toLowerCase());
    },
    body: (format) => call('body.getAsync', 1500, (done) => body().getAsync(format, done)),
    setBody: (text, format) =>
      call('body.setAsync', 3000, (done) => body().setAsync(text, { coercionType: format }, done)),
    setSignature: (text, format) =>
      call('body.setSignatureAsync', 4000, (done) => {
        const target = body();
        need(target.setSignatureAsync, 'setSignatureAsync');
        target.setSignatureAsync(text, { coercionType: format }, done);
      }),
    async attachImage(base64, name, limitMs) {
      await call<string>('addFileAttachmentFromBase64Async', Math.min(2500, limitMs), (done) => {
        const message = able('addFileAttachmentFromBase64Async');
        message.addFileAttachmentFromBase64Async(base64, name, { isInline: true }, done);
      });
    },
    readSession: (name) => call('sessionData.getAsync', 600, (done) => session().getAsync(name, done)),
    writeSession: (name, value) => call('sessionData.setAsync', 1000, (done) => session().setAsync(name, value, done)),
    hasOwnSignature: () =>
      call('isClientSignatureEnabledAsync', 800, (done) => {
        able('isClientSignatureEnabledAsync').isClientSignatureEnabledAsync(done);
      }),
    disableOwnSignature: () =>
      call('disableClientSignatureAsync', 2000, (done) => {
        able('disableClientSignatureAsync').disableClientSignatureAsync(done);
      }),
    async notify(key, details) {
      const bar = () => need(item.notificationMessages, 'notificationMessages');
      const replace = call<void>('notificationMessages.replaceAsync', 1500, (done) =>
        bar().replaceAsync(key, details, done),
      );
      // replaceAsync adds what isn't there yet (R office.notificationmessages.yml); a client that doesn't is asked to add.
      await replace.catch((error) => {
        if (problemOf(error) !== 'office') throw error;
        return call<void>('notificationMessages.addAsync', 1500, (done) => bar().addAsync(key, details, done));
      });
    },
  };
}

function need<T>(part: T | null | undefined, name: string): T {
  if (part === null || part === undefined) throw new Error(`${name} does not exist in this Outlook`);
  return part;
}

function conversationOf({ conversationId }: ComposeItem): Outlook['conversation'] {
  if (conversationId === undefined) return 'unknown';
  return conversationId === null ? 'none' : 'some';
}

function toComposeType(value: unknown): ComposeType {
  return value === 'reply' || value === 'forward' ? value : 'newMail';
}

/** Rich text counts as HTML, as Outlook itself treats it. */
function toFormat(value: unknown): SignatureFormat {
  return String(value).toLowerCase() === 'text' ? 'text' : 'html';
}
