import { batchSize, type DirectoryUser, readUsersById } from '../directory/index.ts';
import { readResumed } from '../people/index.ts';
import { selectFor } from './attributes-used.ts';
import { watchClaims } from './claim-watch.ts';
import { addFacts, withIssues } from './facts.ts';
import { goneNow } from './plan-delta-page.ts';
import { planPage } from './plan-page.ts';
import type { Reading } from './reading.ts';
import type { Checkpoint } from './run.ts';
import { readSeen, stagePage } from './run-page-store.ts';

/** More are not read one by one: then everyone is read. */
const mostSingly = 200;

/** Were so many people resumed that reading everyone is quicker? */
export async function manyResumed(tenantId: string): Promise<boolean> {
  return (await readResumed(tenantId, mostSingly + 1)).length > mostSingly;
}

/**
 * Reads those who were paused and go on: what changed meanwhile a delta has told already, and nobody listened. Whom this run has read
 * is left alone.
 */
export async function lookAgain({ run, ports, evaluation }: Reading, start: Checkpoint): Promise<Checkpoint> {
  const { tenantId, _id: runId } = run;
  const resumed = await readResumed(tenantId, mostSingly);
  if (resumed.length === 0) return start;
  const newer = await readSeen(tenantId, runId, start.pages);
  const idOf = (objectId: string) => `${tenantId}:${objectId}`;
  const open = resumed.filter((objectId) => !newer.has(idOf(objectId)));
  const watch = watchClaims({ tenantId, runId, nobodyKnown: false });
  const select = selectFor(evaluation.sync);
  let checkpoint = start;
  for (let at = 0; at < open.length; at += batchSize) {
    ports.signal.throwIfAborted();
    const read = await readUsersById(ports.graph, open.slice(at, at + batchSize), ports.signal, select);
    const users = [...read.values()].filter((user): user is DirectoryUser => user !== null);
    const planned = await planPage(users, { evaluation, nobodyKnown: false });
    const gone = [...read].flatMap(([objectId, user]) => (user === null ? [idOf(objectId)] : []));
    planned.changes.push(...(await goneNow(tenantId, gone)));
    await watch.note(planned.changes);
    const { pages, facts } = checkpoint;
    const staging = { at: ports.clock.now(), fence: ports.fence };
    await stagePage(tenantId, runId, { page: pages, seen: planned.seenIds, changes: planned.changes }, staging);
    checkpoint = { ...checkpoint, pages: pages + 1, facts: addFacts(facts, planned) };
    await ports.progress({ pages: checkpoint.pages, counts: checkpoint.facts.counts });
  }
  return { ...checkpoint, facts: withIssues(checkpoint.facts, await watch.issues()) };
}
