import type { GrantView } from '../../contract/index.ts';
import { type Actor, audit } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';
import { deleteGrant, type Grant, insertGrant, listGrants, readGrantedMailboxes } from './grant-store.ts';
import type { Person } from './person.ts';
import { findPeople } from './person-store.ts';

/** Whom a grant is for: one person, or everyone in a Signet group. */
export type Grantee = Pick<Grant, 'kind' | 'to'>;

/** Lets a person, or everyone in a group, send as a mailbox. True: they could not before. */
export async function grantSender(mailbox: Person, grantee: Grantee, by: Actor, now: Date): Promise<boolean> {
  if (grantee.to === mailbox.id)
    throw new SignetError('VALIDATION', 'Everybody may send as themselves: that needs no grant.');
  const { tenantId, id: mailboxId } = mailbox;
  const grantedBy = by.address || by.name;
  const isNew = await insertGrant({ tenantId, mailboxId, ...grantee, grantedAt: now, grantedBy });
  if (isNew)
    await audit(tenantId, { by, what: 'sender.grant', targets: targetsOf(mailbox, grantee), after: grantee }, now);
  return isNew;
}

/** Takes it back. @throws {SignetError} NOT_FOUND where it was not granted */
export async function revokeSender(mailbox: Person, grantee: Grantee, by: Actor, now: Date): Promise<void> {
  const { tenantId, id: mailboxId } = mailbox;
  if (!(await deleteGrant({ tenantId, mailboxId, ...grantee })))
    throw new SignetError('NOT_FOUND', 'This was not granted: nothing to take back.');
  await audit(tenantId, { by, what: 'sender.revoke', targets: targetsOf(mailbox, grantee), before: grantee }, now);
}

const targetsOf = (mailbox: Person, { kind, to }: Grantee) => (kind === 'person' ? [mailbox.id, to] : [mailbox.id]);

/** Who may send as a mailbox, for showing. */
export async function viewGrants(mailbox: Person, groupNames: Map<string, string>): Promise<GrantView[]> {
  const grants = await listGrants(mailbox.tenantId, mailbox.id);
  const persons = await findPeople(
    mailbox.tenantId,
    grants.flatMap(({ kind, to }) => (kind === 'person' ? [to] : [])),
  );
  const byId = new Map(persons.map((person) => [person.id, person]));
  return grants.map(({ _id, kind, to, grantedAt, grantedBy }) => {
    const person = byId.get(to);
    const name = kind === 'group' ? (groupNames.get(to) ?? to) : (person?.fields.displayName ?? person?.address ?? to);
    return {
      id: _id,
      to: { kind, id: to, name, ...(person?.address ? { address: person.address } : {}) },
      grantedAt: grantedAt.toISOString(),
      grantedBy,
    };
  });
}

/**
 * The mailboxes someone may send as, beside their own. What is asked of the database depends on the asker only, so that the time
 * an answer takes tells nothing of other addresses.
 */
export async function findGrantedMailboxes({ tenantId, id, groupIds }: Person): Promise<Person[]> {
  const ids = await readGrantedMailboxes(tenantId, [id, ...groupIds]);
  return (await findPeople(tenantId, ids)).filter((mailbox) => mailbox.state !== 'removed' && mailbox.id !== id);
}
