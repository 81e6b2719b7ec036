import { el, ref } from './element.ts';
import { hueOf, initialsOf, type Mailbox, searchMailboxes } from './host/mailbox.ts';

/** A round picture made of a name's letters. */
export function avatar(name: string): HTMLElement {
  const picture = el('span', { class: 'avatar', 'aria-hidden': 'true' }, initialsOf(name));
  picture.style.setProperty('--hue', String(hueOf(name)));
  return picture;
}

function card(mailbox: Mailbox, pick: (mailbox: Mailbox) => void): HTMLElement {
  const more = [
    mailbox.addresses.length > 1 ? `${mailbox.addresses.length} addresses` : '',
    mailbox.sendAs.length > 0 ? `sends as ${mailbox.sendAs.length} shared` : '',
  ].filter(Boolean);
  return el(
    'li',
    {},
    el(
      'button',
      { type: 'button', class: 'person', onclick: () => pick(mailbox) },
      avatar(mailbox.name),
      el(
        'span',
        { class: 'person-text' },
        el('b', { dir: 'auto' }, mailbox.name),
        el('span', {}, mailbox.address),
        ...(more.length > 0 ? [el('small', {}, more.join(' · '))] : []),
      ),
    ),
  );
}

/** Lets one choose whom to be, among all sample people. */
export function showPicker(
  mailboxes: readonly Mailbox[],
  unknown: string | undefined,
  pick: (mailbox: Mailbox) => void,
): void {
  const search = ref('people-search', HTMLInputElement);
  const list = ref('people-list', HTMLUListElement);
  const count = ref('people-count', HTMLElement);
  const show = () => {
    const found = searchMailboxes(mailboxes, search.value);
    count.textContent = `${found.length} of ${mailboxes.length} people`;
    list.replaceChildren(...found.map((mailbox) => card(mailbox, pick)));
  };
  search.addEventListener('input', show);
  search.addEventListener('keydown', (event) => {
    const [only, another] = searchMailboxes(mailboxes, search.value);
    if (event.key === 'Enter' && only && !another) pick(only);
  });
  ref('people-unknown', HTMLElement).textContent = unknown ? `Nobody here has the address ${unknown}.` : '';
  show();
  search.focus();
}
