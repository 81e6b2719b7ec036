import { Router } from 'express';
import {
  type Actor,
  actorOf,
  askerOf,
  audit,
  deleteSessionsOf,
  listAudit,
  listSessionsOf,
  requireRole,
  revokeAllRoles,
  rolesOf,
  scrubActor,
  scrubAudit,
} from './access/index.ts';
import { exportReports, forgetReports } from './delivery/index.ts';
import {
  deleteGrantsAbout,
  deletePeople,
  findPhoto,
  type Person,
  readGrantsAbout,
  readStored,
  readStoredInFull,
} from './people/index.ts';
import type { Clock } from './platform/clock.ts';
import { SignetError } from './platform/errors.ts';
import { erasePersonFromPages, erasePersonFromRuns, listRunsNaming, readHistory } from './sync/index.ts';

/** More entries than one person ever has. */
const mostEntries = 10_000;

/** A person to be exported or erased. */
export type Subject = Pick<Person, 'id' | 'tenantId' | 'objectId' | 'addresses' | 'formerAddresses'>;

const addressesOf = ({ addresses, formerAddresses = [] }: Subject) => [
  ...addresses,
  ...formerAddresses.map(({ address }) => address),
];

/** Everything that Signet has stored about one person, as JSON: what is kept of them, what was done to them, what they did. */
export async function exportPerson(subject: Subject, now: Date): Promise<Record<string, unknown>> {
  const { tenantId, id, objectId } = subject;
  const named = { id, addresses: addressesOf(subject) };
  return {
    exportedAt: now.toISOString(),
    person: await readStoredInFull(tenantId, id),
    photo: await photoOf(subject),
    senderGrants: await readGrantsAbout(tenantId, id),
    ...(await exportReports(tenantId, id)),
    roles: objectId ? await rolesOf(tenantId, objectId) : [],
    sessions: objectId ? await listSessionsOf(tenantId, objectId) : [],
    changesBySync: await readHistory(tenantId, id, mostEntries),
    runs: await listRunsNaming(tenantId, named),
    audit: await listAudit(tenantId, { target: id, limit: mostEntries }),
  };
}

/** The photo as a file in an address, as browsers open it; null: there is none. */
async function photoOf({ tenantId, id }: Subject): Promise<string | null> {
  const photo = await findPhoto(tenantId, id);
  return photo?.bytes ? `data:${photo.contentType};base64,${photo.bytes.toString('base64')}` : null;
}

/** What an erasure removed, by kind. */
export interface Erased {
  deliveries: number;
  senderGrants: number;
  roles: number;
  sessions: number;
  pages: number;
  runs: number;
  auditEntries: number;
}

/**
 * Forgets one person: themselves, deliveries, grants, roles, sessions, their names in runs and their values in the audit log, where only
 * stays that something was done. The person goes last, so that an erasure that was interrupted can be repeated by the same address.
 * Someone who is still in the directory comes back with the next sync.
 */
export async function erasePerson(subject: Subject, by: Actor, now: Date): Promise<Erased> {
  const { tenantId, id, objectId } = subject;
  const named = { id, addresses: addressesOf(subject) };
  const erased: Erased = {
    deliveries: await forgetReports(tenantId, id),
    senderGrants: await deleteGrantsAbout(tenantId, [id]),
    roles: objectId ? await revokeAllRoles(tenantId, objectId) : 0,
    sessions: objectId ? await deleteSessionsOf(tenantId, objectId) : 0,
    pages: await erasePersonFromPages(tenantId, id),
    runs: await erasePersonFromRuns(tenantId, named),
    auditEntries: await scrubAudit(tenantId, id),
  };
  if (objectId) await scrubActor(tenantId, objectId);
  await deletePeople(tenantId, [id]);
  await audit(tenantId, { by, what: 'person.erase', targets: [id] }, now);
  return erased;
}

/** `GET /people/:id/export`, `POST /people/:id/erase`: for admins. */
export function createPersonalRecordRoutes({ clock }: { clock: Clock }): Router {
  const routes = Router();
  const admins = requireRole('admin');
  const subjectOf = async (tenantId: string, id: string): Promise<Subject> => {
    const person = await readStored(tenantId, id);
    if (!person) throw new SignetError('PERSON_UNKNOWN');
    return { ...person, id };
  };

  routes.get('/people/:id/export', admins, async (request, response) => {
    const subject = await subjectOf(askerOf(request).tenantId, String(request.params.id));
    response.attachment('person.json').json(await exportPerson(subject, clock.now()));
  });

  routes.post('/people/:id/erase', admins, async (request, response) => {
    const asker = askerOf(request);
    const subject = await subjectOf(asker.tenantId, String(request.params.id));
    response.json(await erasePerson(subject, actorOf(asker), clock.now()));
  });

  return routes;
}
