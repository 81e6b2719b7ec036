import type { Contact } from './compose-item.ts';

/** A person or shared mailbox of the pretend organisation, as the page gets it from its server. */
export interface Mailbox {
  oid: string;
  name: string;
  address: string;
  addresses: string[];
  sendAs: string[];
}

/** What the page is told at its start. */
export interface Setup {
  appUrl: string;
  tenantId: string;
  clientId: string;
  officeJs: boolean;
  mailboxes: Mailbox[];
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The mailbox that has this address, be it primary or an alias. */
export function mailboxOf(mailboxes: readonly Mailbox[], address: string): Mailbox | undefined {
  return mailboxes.find((mailbox) => [mailbox.address, ...mailbox.addresses].some((own) => same(own, address)));
}

/** The addresses one may write from: one's own, then those of shared mailboxes. */
export function sendersFor(mailboxes: readonly Mailbox[], me: Mailbox): { own: Contact[]; shared: Contact[] } {
  const aliases = me.addresses.filter((address) => !same(address, me.address));
  return {
    own: [me.address, ...aliases].map((address) => ({ name: me.name, address })),
    shared: me.sendAs.map((address) => ({ name: mailboxOf(mailboxes, address)?.name ?? address, address })),
  };
}

/** The mailboxes whose name or an address contains every word of the query. */
export function searchMailboxes(mailboxes: readonly Mailbox[], query: string): Mailbox[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return mailboxes.filter((mailbox) => {
    const text = [mailbox.name, mailbox.address, ...mailbox.addresses].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** One or two letters for a round picture: of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const letters = name
    .split(/[\s,]+/)
    .map((word) => [...word.replace(/[^\p{L}\p{N}]/gu, '')][0])
    .filter((letter) => letter !== undefined);
  const first = letters[0] ?? '?';
  const last = letters.length > 1 ? letters[letters.length - 1] : '';
  return `${first}${last ?? ''}`.toUpperCase();
}

/** A colour (hue, 0–359) that stays the same for one name. */
export function hueOf(name: string): number {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 3600;
  return hash % 360;
}
