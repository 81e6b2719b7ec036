import type { DirectoryUser } from '../directory/index.ts';
import { readRawPages } from '../people/index.ts';
import type { Claims } from './claims.ts';
import { addFacts } from './facts.ts';
import { planPage } from './plan-page.ts';
import type { Reading } from './read-pages.ts';
import { stagePage } from './run-page-store.ts';
import type { Checkpoint } from './run-store.ts';

const pageSize = 500;

/** Applies changed rules, mappings and memberships to the directory users that Signet remembers, without reading them again. */
export async function replan({ run, ports, evaluation }: Reading, start: Checkpoint): Promise<Checkpoint> {
  const claims: Claims = new Map();
  let checkpoint = start;
  for await (const users of readRawPages(run.tenantId, pageSize)) {
    ports.signal.throwIfAborted();
    const planned = await planPage(users as DirectoryUser[], { evaluation, nobodyKnown: false, claims });
    if (planned.changes.length === 0) continue;
    await stagePage(
      run.tenantId,
      run._id,
      { page: checkpoint.pages, seen: [], changes: planned.changes },
      ports.clock.now(),
    );
    checkpoint = {
      ...checkpoint,
      facts: addFacts(checkpoint.facts, { ...planned, seen: 0, unchanged: 0, skipped: 0 }),
      pages: checkpoint.pages + 1,
    };
    await ports.progress({ pages: checkpoint.pages, counts: checkpoint.facts.counts });
  }
  return checkpoint;
}
