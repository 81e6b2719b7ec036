import { readOneUser } from '../directory/index.ts';
import { findPersonByAddress } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import { addFacts, noFacts } from './facts.ts';
import { planPage, removal } from './plan-page.ts';
import type { Reading } from './read-pages.ts';
import { stagePage } from './run-page-store.ts';
import type { Checkpoint } from './run-store.ts';

/** Reads one person by address and stages what that changes. Someone the directory does not know any more is removed: they were asked for by name. */
export async function readOnePerson({ run, ports, evaluation, notes }: Reading): Promise<Checkpoint> {
  const address = run.person ?? '';
  const known = await findPersonByAddress(run.tenantId, address, ports.clock.now());
  const user = await readOneUser(ports.graph, known?.objectId ?? address);
  if (!user && !known) throw new SignetError('PERSON_UNKNOWN', `Neither Signet nor the directory knows ${address}.`);
  const planned = await planPage(user ? [user] : [], { evaluation, nobodyKnown: false, claims: new Map() });
  if (!user && known?.state === 'active' && known.source === 'directory') {
    planned.changes.push(
      removal(
        { id: known.id, name: known.fields.displayName ?? address, address: known.address },
        'deleted in the directory',
      ),
    );
  }
  await stagePage(
    run.tenantId,
    run._id,
    { page: 0, seen: planned.seenIds, changes: planned.changes },
    ports.clock.now(),
  );
  return { facts: addFacts({ ...noFacts('person', 0), notes }, planned), pages: 1 };
}
