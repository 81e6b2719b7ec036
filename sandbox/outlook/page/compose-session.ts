import type { AddinContext } from './addin-frame.ts';
import { now } from './clock.ts';
import type { ComposeView } from './compose-view.ts';
import type { CallLog } from './host/call-log.ts';
import { type ComposeItem, type Contact, createItem, type ItemPart, type RecipientField } from './host/compose-item.ts';
import type { ComposeRequest } from './host/compose-request.ts';
import { readFaults } from './host/fault.ts';
import { type Mailbox, type Setup, sendersFor } from './host/mailbox.ts';
import type { BodyPort, OfficeWorld } from './host/office-world.ts';
import { HtmlBody } from './html-body.ts';
import { nodesOfText, textOfNodes } from './html-text.ts';
import { LaunchRuntime } from './launch-runtime.ts';
import { openMailboxStore } from './mailbox-store.ts';
import type { Addin, AddinButton } from './manifest.ts';
import { quoteNode, quoteText, type SampleMail, sampleMail, subjectFor } from './sample-mail.ts';
import type { TaskPane } from './task-pane.ts';
import { TextBody } from './text-body.ts';

/** The user's own words, carried into the next item when only its kind or its format changes. */
export interface Draft {
  nodes?: Node[];
  text: string;
  recipients?: ComposeItem['recipients'];
  subject?: string;
}

/** What a session works with. */
export interface SessionParts {
  setup: Setup;
  addin: Addin;
  me: Mailbox;
  view: ComposeView;
  pane: TaskPane;
  log: CallLog;
  close(): void;
}

/** One item being written, from its launch event to its end. */
export class ComposeSession {
  readonly item: ComposeItem;
  private readonly parts: SessionParts;
  private readonly context: AddinContext;
  private readonly runtime: LaunchRuntime;
  private readonly html: HtmlBody;
  private readonly text: TextBody;
  private readonly senders: { own: Contact[]; shared: Contact[] };

  constructor(parts: SessionParts, request: ComposeRequest, draft: Draft) {
    this.parts = parts;
    const { setup, addin, me, view, log } = parts;
    this.senders = sendersFor(setup.mailboxes, me);
    this.item = createItem({
      id: crypto.randomUUID(),
      kind: request.kind,
      format: request.kind === 'appointment' ? 'html' : request.format,
      from: this.senderOf(request.from) ?? { name: me.name, address: me.address },
      start: Math.ceil(now() / 1_800_000) * 1_800_000,
    });
    this.html = new HtmlBody(view.editor, () => this.item.attachments);
    this.text = new TextBody(view.area);
    const { faults, unknown } = readFaults(request.faults);
    for (const fault of unknown) log.note('Outlook', 'unknown fault', fault, true);
    if (request.from && !this.senderOf(request.from)) log.note('Outlook', 'unknown sender', request.from, true);
    this.context = { addin, world: this.world(), oid: me.oid, clientId: setup.clientId, faults, log };
    this.runtime = new LaunchRuntime(this.context, view.frames, (state) => view.showState(state));
    this.begin(draft);
  }

  /** Raises the launch event of a new item. */
  async launch(): Promise<void> {
    const isAppointment = this.item.kind === 'appointment';
    await this.runtime.raise(isAppointment ? 'OnNewAppointmentOrganizer' : 'OnNewMessageCompose');
  }

  /** The user chose another sender. */
  async changeFrom(address: string): Promise<void> {
    const from = this.senderOf(address);
    if (!from) return;
    this.item.from = from;
    const isAppointment = this.item.kind === 'appointment';
    await this.runtime.raise(isAppointment ? 'OnAppointmentFromChanged' : 'OnMessageFromChanged');
  }

  /** The user changed the recipients of one line. */
  async changeRecipients(field: RecipientField, contacts: Contact[]): Promise<void> {
    this.item.recipients[field] = contacts;
    const isAppointment = this.item.kind === 'appointment';
    const changedRecipientFields = isAppointment
      ? { requiredAttendees: field === 'to', optionalAttendees: field === 'cc', resources: false }
      : { to: field === 'to', cc: field === 'cc', bcc: field === 'bcc' };
    this.parts.pane.post('olkRecipientsChanged', [JSON.stringify(changedRecipientFields)]);
    const type = isAppointment ? 'OnAppointmentAttendeesChanged' : 'OnMessageRecipientsChanged';
    await this.runtime.raise(type, { changedRecipientFields });
  }

  /** The user sends the message; what the add-in says to that is only shown: nothing is sent. */
  async send(): Promise<void> {
    if (this.item.kind !== 'appointment') await this.runtime.raise('OnMessageSend');
  }

  /** The user pressed one of the add-in's buttons. */
  async press({ id, action }: AddinButton): Promise<void> {
    if (action.kind === 'pane') this.parts.pane.open(this.context, action.url);
    else await this.runtime.run(id, action.name, { source: { id } });
  }

  /** Where the caret stands in the body, for calls that write there. */
  rememberSelection(): void {
    this.html.rememberSelection();
  }

  /** The user's own words, for the next item. */
  draft(): Draft {
    const { recipients, subject, format } = this.item;
    if (format === 'text') return { text: this.text.typed(), recipients, subject };
    const nodes = this.html.typed();
    return { nodes, text: textOfNodes(nodes), recipients, subject };
  }

  /** Ends the item and the add-in's pages on it. */
  dispose(): void {
    this.runtime.dispose();
    this.parts.pane.close();
  }

  private senderOf(address: string | undefined): Contact | undefined {
    const wanted = address?.toLowerCase();
    return [...this.senders.own, ...this.senders.shared].find((sender) => sender.address.toLowerCase() === wanted);
  }

  private world(): OfficeWorld {
    const { me, addin, close } = this.parts;
    return {
      item: this.item,
      body: this.body(),
      mailbox: openMailboxStore(me.address, addin.id),
      user: { name: me.name, address: me.address },
      changed: (part) => this.changed(part),
      close,
    };
  }

  private body(): BodyPort {
    return this.item.format === 'text' ? this.text : this.html;
  }

  private changed(part: ItemPart): void {
    if (part === 'attachments') this.html.showImages();
    // An image is listed only while the text doesn't show it.
    this.parts.view.show(part === 'body' ? 'attachments' : part, this.item);
  }

  private begin(draft: Draft): void {
    const { setup, me, view } = this.parts;
    const { item } = this;
    const other = setup.mailboxes.find((mailbox) => mailbox.oid !== me.oid && mailbox.addresses.length > 0) ?? me;
    const mail = item.kind === 'reply' || item.kind === 'forward' ? sampleMail(other, item.from) : undefined;
    if (draft.recipients) item.recipients = draft.recipients;
    else if (mail && item.kind === 'reply') item.recipients.to = [mail.from];
    item.subject = draft.subject ?? (mail ? subjectFor(item.kind, mail) : '');
    view.open(item, this.senders);
    this.write(draft, mail);
  }

  private write(draft: Draft, mail: SampleMail | undefined): void {
    if (this.item.format === 'text') {
      this.text.start(draft.text, mail ? quoteText(mail) : '');
      return;
    }
    const typed = draft.nodes ?? (draft.text ? nodesOfText(draft.text) : []);
    this.html.start(typed, mail ? quoteNode(mail) : undefined);
  }
}
