import type { PersonChange } from '../../contract/index.ts';
import type { Change } from './changes.ts';
import { heldBack } from './hold.ts';
import type { Run } from './run.ts';
import { readStagedAbout } from './run-page-store.ts';
import { findRun } from './run-store.ts';

/** What a run did to a person. */
export type HistoryEntry = PersonChange & { runId: string; at: Date };

/**
 * What runs did to one person, newest first. What they only showed in a preview, kept back, or did not come to before they failed
 * never happened, and is not told.
 */
export async function readHistory(tenantId: string, personId: string, limit = 50): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  const runs = new Map<string, Run | null>();
  for await (const { runId, page, at, change } of readStagedAbout(tenantId, personId)) {
    if (!runs.has(runId)) runs.set(runId, await findRun(tenantId, runId));
    const done = doneOf(change, page, runs.get(runId) ?? null);
    if (!done || done.what === 'touch') continue;
    const { write: _write, what, ...about } = done;
    entries.push({ ...about, what, runId, at });
    if (entries.length >= limit) break;
  }
  return entries;
}

/** What of a staged change has been applied, or null. */
function doneOf(change: Change, page: number, run: Run | null): Change | null {
  if (!run || run.preview) return null;
  // A hold that was approved became true as a whole.
  if (run.outcome === 'applied') return change;
  if (page >= (run.appliedPages ?? 0)) return null;
  const verdict = run.verdict ?? run.checkpoint?.verdict;
  return verdict ? heldBack(change, verdict).applied : change;
}
