import type { RunCounts, RunHold } from '../../contract/index.ts';
import { type Change, keeping } from './changes.ts';
import type { Facts } from './facts.ts';
import { isHold, type Verdict } from './judge.ts';
import type { Run } from './run.ts';
import { readStaged } from './run-page-store.ts';

/** As many names as somebody might read; the number of all stands beside them. */
const mostNames = 1000;

/** What a verdict keeps back, in words and names, or null where it keeps nothing. */
export function holdOf(
  verdict: Verdict,
  facts: Facts,
  { removals, preview }: { removals: RunHold['removals']; preview: boolean },
): RunHold | null {
  if (!isHold(verdict)) return null;
  const rest = verdict.everything ? '' : ` Everything else ${preview ? 'would be' : 'was'} applied.`;
  return {
    code: verdict.reasons[0]?.code ?? 'HELD',
    message: `${verdict.reasons.map(({ message }) => message).join(' ')}${rest}`,
    removals,
    removed: verdict.removals || verdict.everything ? facts.counts.removed : 0,
    blankedFields: verdict.fields.map((field) => ({ field, people: facts.blanked[field] ?? 0 })),
  };
}

/** Whom a run would remove: the first thousand names. */
export async function removalsOf(tenantId: string, runId: string): Promise<RunHold['removals']> {
  const removals: RunHold['removals'] = [];
  for await (const { changes } of readStaged(tenantId, runId)) {
    for (const { what, id, name, address } of changes) {
      if (what === 'remove') removals.push({ id, name, ...(address ? { address } : {}) });
      if (removals.length >= mostNames) return removals;
    }
  }
  return removals;
}

/** What of a change is applied under a verdict, or null; and whether any of it is kept back. */
export function heldBack(
  change: Change,
  { everything, removals, fields }: Pick<Verdict, 'everything' | 'removals' | 'fields'>,
): { applied: Change | null; kept: boolean } {
  if (everything || (removals && change.what === 'remove')) return { applied: null, kept: true };
  const rest = keeping(change, new Set(fields));
  const nothingLeft = rest !== change && rest.what === 'update' && rest.fields.length === 0;
  return { applied: nothingLeft ? null : rest, kept: rest !== change };
}

/** What is left of the counts of a plan under a verdict: kept back is not done, and who keeps every old value is unchanged. */
export async function countsUnder(verdict: Verdict, counts: RunCounts, run: Run): Promise<RunCounts> {
  if (verdict.everything) return { ...counts, created: 0, updated: 0, removed: 0, restored: 0 };
  const kept = verdict.fields.length > 0 ? await countKept(run, new Set(verdict.fields)) : 0;
  return {
    ...counts,
    updated: counts.updated - kept,
    unchanged: counts.unchanged + kept,
    removed: verdict.removals ? 0 : counts.removed,
  };
}

/** For how many people nothing is left to do where these fields keep their values. */
async function countKept({ tenantId, _id: runId }: Run, fields: ReadonlySet<string>): Promise<number> {
  let people = 0;
  for await (const { changes } of readStaged(tenantId, runId))
    people += changes.filter(
      (change) => change.what === 'update' && keeping(change, fields).fields.length === 0,
    ).length;
  return people;
}
