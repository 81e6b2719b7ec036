import { el } from './element.ts';
import type { Contact, RecipientField } from './host/compose-item.ts';
import { type Mailbox, searchMailboxes } from './host/mailbox.ts';

/** Fills the From list: one's own addresses, then shared mailboxes. */
export function fillSenders(
  select: HTMLSelectElement,
  senders: { own: Contact[]; shared: Contact[] },
  from: string,
): void {
  const option = ({ name, address }: Contact) =>
    el('option', { value: address, selected: address.toLowerCase() === from.toLowerCase() }, `${name} <${address}>`);
  const groups = [el('optgroup', { label: 'Your addresses' }, ...senders.own.map(option))];
  if (senders.shared.length > 0)
    groups.push(el('optgroup', { label: 'Shared mailboxes' }, ...senders.shared.map(option)));
  select.replaceChildren(...groups);
}

const address = /^[^\s<>@]+@[^\s<>@]+$/;

/** Reads `Name <a@b>`, `a@b`, or the name of someone in the organisation. */
export function readContact(text: string, mailboxes: readonly Mailbox[]): Contact | undefined {
  const typed = text.trim().replace(/[;,]$/, '').trim();
  const full = /^(.*)<([^<>]+)>$/.exec(typed);
  const mail = (full?.[2] ?? typed).trim();
  if (!address.test(mail)) {
    const [only, another] = searchMailboxes(mailboxes, typed);
    return typed && only && !another ? { name: only.name, address: only.address } : undefined;
  }
  const known = mailboxes.find((mailbox) => mailbox.address.toLowerCase() === mail.toLowerCase());
  return { name: full?.[1]?.trim() || known?.name || mail, address: mail };
}

/** A line of recipients: each a chip that can be removed, and an input to add more. */
export class RecipientsView {
  private readonly list: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly mailboxes: readonly Mailbox[];
  private readonly onChange: (contacts: Contact[]) => void;
  private contacts: Contact[] = [];

  constructor(
    row: HTMLElement,
    field: { name: RecipientField; label: string },
    mailboxes: readonly Mailbox[],
    onChange: (contacts: Contact[]) => void,
  ) {
    this.mailboxes = mailboxes;
    this.onChange = onChange;
    this.list = el('span', { class: 'chips' });
    this.input = el('input', {
      id: `field-${field.name}`,
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      list: 'people',
      onkeydown: (event) => this.key(event as KeyboardEvent),
      onchange: () => this.take(),
      onblur: () => this.take(),
    });
    const label = el('label', { for: `field-${field.name}`, class: 'field-label' }, field.label);
    row.replaceChildren(label, el('span', { class: 'chips-line' }, this.list, this.input));
  }

  /** Shows these recipients. */
  show(contacts: readonly Contact[]): void {
    this.contacts = [...contacts];
    this.list.replaceChildren(
      ...this.contacts.map((contact, index) =>
        el(
          'span',
          { class: 'chip', title: contact.address },
          contact.name,
          el(
            'button',
            { type: 'button', 'aria-label': `Remove ${contact.name}`, onclick: () => this.remove(index) },
            '×',
          ),
        ),
      ),
    );
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ';') {
      event.preventDefault();
      this.take();
    } else if (event.key === 'Backspace' && this.input.value === '' && this.contacts.length > 0) {
      this.remove(this.contacts.length - 1);
    }
  }

  private take(): void {
    const contact = readContact(this.input.value, this.mailboxes);
    if (!contact) return;
    this.input.value = '';
    this.show([...this.contacts, contact]);
    this.onChange(this.contacts);
  }

  private remove(index: number): void {
    this.show(this.contacts.filter((_, at) => at !== index));
    this.onChange(this.contacts);
    this.input.focus();
  }
}
