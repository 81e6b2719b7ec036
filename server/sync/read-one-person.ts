import { type DirectoryUser, readGroupIdsOf, readOneUser } from '../directory/index.ts';
import { findPersonByAddress, goneReasons } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import { selectFor } from './attributes-used.ts';
import { watchClaims } from './claim-watch.ts';
import { addFacts, noFacts, type PageFacts, withIssues } from './facts.ts';
import { goneNow } from './plan-delta-page.ts';
import { planPage, removal } from './plan-page.ts';
import type { Reading } from './reading.ts';
import type { Checkpoint } from './run.ts';
import { stagePage, takeOverStaged } from './run-page-store.ts';

/**
 * Reads one person by address and stages what that changes. Someone whom the directory does not know any more, or who is not in the
 * chosen groups, is removed: they were asked for by name.
 */
export async function readOnePerson(reading: Reading): Promise<Checkpoint> {
  const { run, ports, evaluation, notes } = reading;
  const { tenantId, _id: runId } = run;
  const address = run.person ?? '';
  const known = await findPersonByAddress(tenantId, address, ports.clock.now());
  const user = await readOneUser(ports.graph, known?.objectId ?? address, selectFor(evaluation.sync));
  if (!user && !known) throw new SignetError('PERSON_UNKNOWN', `Neither Signet nor the directory knows ${address}.`);
  const inScope = user !== null && (await isInScope(user, reading));
  const planned = await planPage(user && inScope ? [user] : [], { evaluation, nobodyKnown: false });
  if (!inScope && known?.state === 'active' && known.source === 'directory') {
    const reason = user ? 'not in the chosen groups any more' : goneReasons.deleted;
    const about = { id: known.id, name: known.fields.displayName ?? address, address: known.address };
    planned.changes.push(removal(about, reason));
  }
  if (!user && known?.state === 'paused') planned.changes.push(...(await goneNow(tenantId, [known.id])));
  if (user && !inScope) leaveOut(planned, address);
  const watch = watchClaims({ tenantId, runId, nobodyKnown: false });
  await watch.note(planned.changes);
  await takeOverStaged(tenantId, runId, { from: 0, fence: ports.fence });
  const staging = { at: ports.clock.now(), fence: ports.fence };
  await stagePage(tenantId, runId, { page: 0, seen: planned.seenIds, changes: planned.changes }, staging);
  const facts = addFacts({ ...noFacts('person', 0), notes }, planned);
  return { facts: withIssues(facts, await watch.issues()), pages: 1 };
}

async function isInScope(user: DirectoryUser, { evaluation, ports }: Reading): Promise<boolean> {
  const { scope } = evaluation.sync;
  if (scope.mode === 'all') return true;
  const groups = await readGroupIdsOf(ports.graph, user.id, ports.signal);
  return scope.groupIds.some((id) => groups.has(id));
}

function leaveOut(planned: PageFacts, person: string): void {
  const message = 'This person is in none of the groups chosen for the sync. Add them to one, or choose another group.';
  planned.seen = 1;
  if (planned.changes.length === 0) planned.skipped = 1;
  planned.issues.push({ person, code: 'OUT_OF_SCOPE', message });
}
