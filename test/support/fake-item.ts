import { aboveQuote, textOfHtml } from '../../addin/core/body-text.ts';

/** What Outlook's own failures look like: `[code, name]`. */
export const officeErrors = {
  unsupported: [5000, 'NotSupported'],
  internal: [5001, 'InternalError'],
  format: [9002, 'InvalidFormatError'],
  attachmentTooLarge: [9000, 'AttachmentSizeExceeded'],
  sanitising: [9011, 'HtmlSanitizationFailure'],
  notSaved: [9030, 'ItemNotSaved'],
  permission: [9038, 'InsufficientItemPermissions'],
  duplicateKey: [9023, 'DuplicateNotificationKey'],
  sessionKeyMissing: [9050, 'KeyNotFound'],
} as const;

/** A refusal by one of those codes. */
export class OfficeFailure extends Error {
  readonly code: number;
  constructor([code, name]: readonly [number, string]) {
    super(name);
    this.name = name;
    this.code = code;
  }
}

/** What the message or appointment being written holds, as Outlook would know it. */
export interface ItemState {
  kind: 'message' | 'appointment';
  from: string;
  composeType: 'newMail' | 'reply' | 'forward';
  format: 'html' | 'text';
  body: string;
  signature: string | undefined;
  id: string | undefined;
  /** The addresses in To, Cc and Bcc. */
  to: string[];
  cc: string[];
  bcc: string[];
  attachments: { name: string; isInline: boolean; base64: string }[];
  session: Map<string, string>;
  notifications: Map<string, { type: string; message: string }>;
}

const quote = '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Somebody</div><p>earlier words</p>';
const open = '<div id="Signature">';
const close = '</div><!--/Signature-->';

/** A new item; replies and forwards quote something. */
export function fakeItem(given: Partial<ItemState> = {}): ItemState {
  const isNew = (given.composeType ?? 'newMail') === 'newMail';
  const format = given.format ?? 'html';
  return {
    kind: 'message',
    from: 'anna@contoso.example',
    composeType: 'newMail',
    format,
    body: isNew ? '' : format === 'html' ? quote : '\n-----\nearlier words',
    signature: undefined,
    id: undefined,
    to: [],
    cc: [],
    bcc: [],
    attachments: [],
    session: new Map(),
    notifications: new Map(),
    ...given,
  };
}

/** Replaces the signature that stands, or puts one above the quote; nothing takes it out. HTML into plain text is refused. */
export function setSignature(item: ItemState, content: string, format: string): void {
  if (format === 'html' && item.format === 'text') throw new OfficeFailure(officeErrors.format);
  const { body, signature } = item;
  const wrapped = item.format === 'html' ? `${open}${content}${close}` : content;
  const standing =
    signature === undefined
      ? undefined
      : item.format === 'html'
        ? /<div id="Signature">[\s\S]*<\/div><!--\/Signature-->/.exec(body)?.[0]
        : signature;
  if (standing !== undefined && body.includes(standing))
    item.body = body.replace(standing, () => (content ? wrapped : ''));
  else if (item.format === 'html') item.body = aboveQuote(body) + wrapped + body.slice(aboveQuote(body).length);
  else
    item.body = body.replace(
      /^([\s\S]*?)(\n-----|$)/,
      (_whole, own: string, rest: string) => `${own}\n${wrapped}${rest}`,
    );
  item.signature = content === '' ? undefined : item.format === 'html' ? content : wrapped;
}

/** The body as `body.getAsync` gives it. */
export function readBody(item: ItemState, format: string): string {
  return item.format === 'html' && format === 'text' ? textOfHtml(item.body) : item.body;
}

/** The user types above everything else. */
export function typeAbove(item: ItemState, words: string): void {
  item.body = item.format === 'html' ? `<p>${words}</p>${item.body}` : `${words}\n${item.body}`;
}

/** The user changes a word of the body. */
export function replaceWords(item: ItemState, before: string, after: string): void {
  if (!item.body.includes(before)) throw new Error(`"${before}" is not in the body: ${item.body}`);
  item.body = item.body.replace(before, () => after);
}
