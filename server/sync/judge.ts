import type { Plan } from './plan.ts';

/** What the safeguards say of a finished plan. */
export type Verdict =
  | { kind: 'apply' }
  | {
      kind: 'hold';
      code: 'EMPTY_DIRECTORY' | 'TOO_MANY_REMOVALS';
      message: string;
      keepsBack: 'everything' | 'removals';
    };

/** How many removals pass without asking: 5 %, but at least 5 and at most 500. */
export function allowedRemovals(activeBefore: number): number {
  return Math.max(5, Math.min(500, Math.floor(activeBefore * 0.05)));
}

/** May the plan of a finished, complete read be applied? */
export function judge(plan: Plan): Verdict {
  if (plan.activeBefore > 0 && plan.seen === 0) {
    return {
      kind: 'hold',
      code: 'EMPTY_DIRECTORY',
      keepsBack: 'everything',
      message: `The directory came back empty, but ${plan.activeBefore} people are known. Nothing was changed.`,
    };
  }
  const most = allowedRemovals(plan.activeBefore);
  if (plan.removals.length > most) {
    return {
      kind: 'hold',
      code: 'TOO_MANY_REMOVALS',
      keepsBack: 'removals',
      message: `${plan.removals.length} of ${plan.activeBefore} people would be removed; up to ${most} pass without asking. Everything else was applied.`,
    };
  }
  return { kind: 'apply' };
}
