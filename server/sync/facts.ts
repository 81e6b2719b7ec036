import type { RunCounts, RunIssue } from '../../contract/index.ts';
import { blankedBy, type Change } from './changes.ts';

/** What a read found, in numbers: all that is needed to judge it, small enough to stand in the run's document. */
export interface Facts {
  read: 'full' | 'delta' | 'person' | 'rules';
  /** How many were active before. */
  activeBefore: number;
  counts: RunCounts;
  /** How many people each field would go empty for. */
  blanked: Record<string, number>;
  /** Directory groups that decide over people, with their members at the last run and now; `now` null: vanished. */
  groups: { id: string; before: number | null; now: number | null }[];
  issues: RunIssue[];
  notes: string[];
}

/** More would say nothing new, and the run's document stays small. */
export const mostIssues = 1000;

export const noCounts: RunCounts = {
  seen: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  removed: 0,
  restored: 0,
  skipped: 0,
};

/** Facts before the first page. */
export function noFacts(read: Facts['read'], activeBefore: number): Facts {
  return { read, activeBefore, counts: { ...noCounts }, blanked: {}, groups: [], issues: [], notes: [] };
}

const countOf = { create: 'created', update: 'updated', restore: 'restored', remove: 'removed' } as const;

/** The facts with more issues; what is known already is not said twice. */
export function withIssues(facts: Facts, more: RunIssue[]): Facts {
  const all = new Map([...facts.issues, ...more].map((issue) => [JSON.stringify(issue), issue]));
  return { ...facts, issues: [...all.values()].slice(0, mostIssues) };
}

/** What one page adds. `unchanged` and `skipped` are those of its users for whom there is no change. */
export interface PageFacts {
  changes: Change[];
  seen: number;
  unchanged: number;
  skipped: number;
  issues: RunIssue[];
  /** How many of its people were active or paused before; a delta does not count them. */
  activeBefore?: number;
}

/** The facts with one more page. */
export function addFacts(facts: Facts, page: PageFacts): Facts {
  const counts = {
    ...facts.counts,
    seen: facts.counts.seen + page.seen,
    unchanged: facts.counts.unchanged + page.unchanged,
    skipped: facts.counts.skipped + page.skipped,
  };
  const blanked = { ...facts.blanked };
  for (const change of page.changes) {
    if (change.what === 'touch') continue;
    counts[countOf[change.what]] += 1;
    if (change.what !== 'update') continue;
    for (const field of blankedBy(change)) blanked[field] = (blanked[field] ?? 0) + 1;
  }
  const activeBefore = facts.activeBefore + (page.activeBefore ?? 0);
  return { ...facts, activeBefore, counts, blanked, issues: [...facts.issues, ...page.issues].slice(0, mostIssues) };
}
