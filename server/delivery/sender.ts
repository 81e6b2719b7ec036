import { findGrantedMailboxes, findPersonByAddress, type Person } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';

/** Whose signature is shown, and the address written from. */
export interface Sender {
  person: Person;
  /** Lower case. */
  from: string;
}

/**
 * The sender that someone asks for: themselves with an address of theirs (nothing is read for that), a mailbox they were granted, or
 * themselves with an address they had until lately and nobody else has. null: they have no address at all.
 * @throws {SignetError} SENDER_NOT_ALLOWED, the same whether someone else has the address or nobody
 */
export async function senderFor(person: Person, asked: string | undefined, now: Date): Promise<Sender | null> {
  const from = asked?.trim().toLowerCase() || person.address;
  if (!from) return null;
  if (person.addresses.includes(from)) return { person, from };
  const mailbox = (await findGrantedMailboxes(person)).find(({ addresses }) => addresses.includes(from));
  if (mailbox) return { person: mailbox, from };
  const former = person.formerAddresses?.some(({ address, until }) => address === from && until > now);
  if (former && (await findPersonByAddress(person.tenantId, from, now))?.id === person.id) return { person, from };
  throw new SignetError('SENDER_NOT_ALLOWED');
}

/** Everything someone may send as: their own addresses first. */
export async function sendersOf(person: Person): Promise<Sender[]> {
  const mailboxes = await findGrantedMailboxes(person);
  const all = [person, ...mailboxes].flatMap((one) => one.addresses.map((from) => ({ person: one, from })));
  return all.filter(({ from }, index) => all.findIndex((other) => other.from === from) === index);
}
