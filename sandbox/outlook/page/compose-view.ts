import { ref } from './element.ts';
import { fillSenders, RecipientsView } from './fields-view.ts';
import type { ComposeItem, Contact, ItemPart, Notification, RecipientField } from './host/compose-item.ts';
import type { Mailbox } from './host/mailbox.ts';
import { showAttachments, showNotifications } from './item-view.ts';
import type { RuntimeState } from './launch-runtime.ts';

/** What the user does in the form. */
export interface ViewEvents {
  recipientsEdited(field: RecipientField, contacts: Contact[]): void;
  subjectEdited(subject: string): void;
  fromChosen(address: string): void;
  act(notification: Notification): void;
  dismiss(notification: Notification): void;
}

const labels = {
  message: { to: 'To', cc: 'Cc', bcc: 'Bcc', from: 'From', subject: 'Add a subject' },
  appointment: { to: 'Required', cc: 'Optional', bcc: 'Resources', from: 'Organiser', subject: 'Add a title' },
};
const stateTexts: Record<RuntimeState, string> = {
  asleep: 'add-in asleep',
  starting: 'add-in starting …',
  running: 'add-in running …',
  done: 'add-in done',
  broken: 'add-in did not start',
};
const timeFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });
const endFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** The form on the page: shows an item, and says what the user does with it. */
export class ComposeView {
  readonly editor = ref('body-html', HTMLDivElement);
  readonly area = ref('body-text', HTMLTextAreaElement);
  readonly frames = ref('frames', HTMLElement);
  private readonly from = ref('from', HTMLSelectElement);
  private readonly subject = ref('subject', HTMLInputElement);
  private readonly form = ref('form', HTMLElement);
  private readonly mailboxes: readonly Mailbox[];
  private readonly events: ViewEvents;
  private recipients: RecipientsView[] = [];

  constructor(mailboxes: readonly Mailbox[], events: ViewEvents) {
    this.mailboxes = mailboxes;
    this.events = events;
    this.from.addEventListener('change', () => events.fromChosen(this.from.value));
    this.subject.addEventListener('input', () => events.subjectEdited(this.subject.value));
  }

  /** Shows a fresh item. */
  open(item: ComposeItem, senders: { own: Contact[]; shared: Contact[] }): void {
    const words = labels[item.kind === 'appointment' ? 'appointment' : 'message'];
    this.recipients = (['to', 'cc'] as const).map(
      (name) =>
        new RecipientsView(ref(`row-${name}`, HTMLElement), { name, label: words[name] }, this.mailboxes, (contacts) =>
          this.events.recipientsEdited(name, contacts),
        ),
    );
    ref('from-label', HTMLElement).textContent = words.from;
    this.subject.placeholder = words.subject;
    this.form.dataset.kind = item.kind;
    this.form.dataset.format = item.format;
    this.editor.hidden = item.format !== 'html';
    this.area.hidden = item.format !== 'text';
    fillSenders(this.from, senders, item.from.address);
    for (const part of ['recipients', 'subject', 'attachments', 'notifications', 'appointment'] as const) {
      this.show(part, item);
    }
  }

  /** Shows one part of the item anew. */
  show(part: ItemPart, item: ComposeItem): void {
    if (part === 'recipients') {
      this.recipients[0]?.show(item.recipients.to);
      this.recipients[1]?.show(item.recipients.cc);
    } else if (part === 'subject') {
      this.subject.value = item.subject;
    } else if (part === 'attachments') {
      showAttachments(ref('attachments', HTMLUListElement), item.attachments, this.imagesShown());
    } else if (part === 'notifications') {
      const { act, dismiss } = this.events;
      showNotifications(ref('notifications', HTMLElement), item.notifications, act, dismiss);
    } else if (part === 'appointment') {
      const place = item.location ? `, ${item.location}` : '';
      const when = `${timeFormat.format(item.start)}–${endFormat.format(item.end)}${place}`;
      ref('when', HTMLElement).textContent = item.kind === 'appointment' ? when : '';
    }
  }

  /** The names of the attachments that the body shows as images. */
  private imagesShown(): Set<string> {
    const images = this.editor.querySelectorAll('img[data-cid]');
    return new Set([...images].map((image) => image.getAttribute('data-cid') ?? ''));
  }

  /** Shows what the add-in's hidden page is doing. */
  showState(state: RuntimeState): void {
    const status = ref('status', HTMLElement);
    status.textContent = stateTexts[state];
    status.dataset.state = state;
    if (state === 'broken') this.remark('The add-in did not start. The log below says what was tried.');
  }

  /** Shows a remark of the window itself, not of the add-in, for a while. */
  remark(text: string): void {
    const remark = ref('remark', HTMLElement);
    remark.textContent = text;
    remark.hidden = false;
  }
}
