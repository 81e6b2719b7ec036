import type { RunHold } from '../../contract/index.ts';
import type { Facts } from './facts.ts';
import { isHold, type Verdict } from './judge.ts';
import { readStaged } from './run-page-store.ts';

/** As many names as somebody might read; the number of all stands beside them. */
const mostNames = 1000;

/** What a verdict keeps back, in words and names, or null where it keeps nothing. */
export function holdOf(verdict: Verdict, facts: Facts, removals: RunHold['removals']): RunHold | null {
  if (!isHold(verdict)) return null;
  const rest = verdict.everything ? '' : ' Everything else was applied.';
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
