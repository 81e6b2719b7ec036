import { now } from './clock.ts';
import { el } from './element.ts';
import type { Contact, ItemKind } from './host/compose-item.ts';
import { quoteLine } from './host/signature-place.ts';

/** The message that a reply answers or a forward hands on. */
export interface SampleMail {
  from: Contact;
  to: Contact;
  subject: string;
  sent: string;
  lines: string[];
}

const dayMs = 24 * 60 * 60_000;
const sentFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });

/** A message that `to` got from `from` yesterday. */
export function sampleMail(from: Contact, to: Contact): SampleMail {
  return {
    from,
    to,
    subject: 'Agenda for Thursday',
    sent: sentFormat.format(now() - dayMs),
    lines: [
      `Hello ${to.name.split(' ')[0] ?? ''},`,
      '',
      'here is the draft of the agenda for Thursday. Could you look over the second item and tell me whether twenty minutes are enough?',
      '',
      'Many thanks and see you then',
      from.name,
    ],
  };
}

/** The subject of an answer or a forwarded message. */
export function subjectFor(kind: ItemKind, mail: SampleMail): string {
  if (kind === 'reply') return `RE: ${mail.subject}`;
  return kind === 'forward' ? `FW: ${mail.subject}` : '';
}

const headers = (mail: SampleMail): [string, string][] => [
  ['From', `${mail.from.name} <${mail.from.address}>`],
  ['Sent', mail.sent],
  ['To', `${mail.to.name} <${mail.to.address}>`],
  ['Subject', mail.subject],
];

/** The quoted message at the end of an HTML mail. */
export function quoteNode(mail: SampleMail): HTMLElement {
  const head = el('p', {}, ...headers(mail).flatMap(([name, value]) => [el('b', {}, `${name}: `), value, el('br')]));
  const body = mail.lines.map((line) => el('div', {}, line || el('br')));
  const quote = el('div', {}, el('hr'), head, ...body);
  quote.dataset.part = 'quote';
  return quote;
}

/** The quoted message at the end of a plain-text mail. */
export function quoteText(mail: SampleMail): string {
  return [quoteLine, ...headers(mail).map(([name, value]) => `${name}: ${value}`), '', ...mail.lines].join('\n');
}
