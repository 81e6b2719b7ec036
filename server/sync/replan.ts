import type { DirectoryUser } from '../directory/index.ts';
import { readRawPages } from '../people/index.ts';
import { watchClaims } from './claim-watch.ts';
import { addFacts, withIssues } from './facts.ts';
import { planPage } from './plan-page.ts';
import type { Reading } from './reading.ts';
import type { Checkpoint } from './run.ts';
import { readSeen, stagePage } from './run-page-store.ts';

const pageSize = 500;

/**
 * Applies changed rules, mappings and memberships to the directory users that Signet remembers, without reading them again. Whom
 * this run has read already is left alone: that was newer.
 */
export async function replan({ run, ports, evaluation }: Reading, start: Checkpoint): Promise<Checkpoint> {
  const { tenantId, _id: runId } = run;
  const newer = await readSeen(tenantId, runId, start.pages);
  const watch = watchClaims({ tenantId, runId, nobodyKnown: false });
  let checkpoint = start;
  for await (const remembered of readRawPages(tenantId, pageSize)) {
    ports.signal.throwIfAborted();
    const users = (remembered as DirectoryUser[]).filter(({ id }) => !newer.has(`${tenantId}:${id.toLowerCase()}`));
    const planned = await planPage(users, { evaluation, nobodyKnown: false, enabled: () => undefined });
    await watch.note(planned.changes);
    const { pages } = checkpoint;
    checkpoint = { ...checkpoint, facts: addFacts(checkpoint.facts, planned) };
    if (planned.changes.length === 0) continue;
    const staging = { at: ports.clock.now(), fence: ports.fence };
    await stagePage(tenantId, runId, { page: pages, seen: [], changes: planned.changes }, staging);
    checkpoint = { ...checkpoint, pages: pages + 1 };
    await ports.progress({ pages: checkpoint.pages, counts: checkpoint.facts.counts });
  }
  return { ...checkpoint, facts: withIssues(checkpoint.facts, await watch.issues()) };
}
