import type { Facts } from './facts.ts';

/** What the safeguards say of a finished plan: nothing, or what they keep back and why. */
export interface Verdict {
  reasons: { code: HoldCode; message: string }[];
  everything: boolean;
  removals: boolean;
  /** Fields whose emptying is kept back. */
  fields: string[];
  /** Directory groups that removals are kept back for. */
  groups: string[];
}
export type HoldCode = 'EMPTY_DIRECTORY' | 'TOO_MANY_REMOVALS' | 'GROUP_MISSING' | 'GROUP_SHRANK' | 'MASS_BLANKING';

const fewestBlanked = 5;
const fewestLost = 10;

/** How many removals pass without asking: 5 %, but at least 5 and at most 500. */
export function allowedRemovals(activeBefore: number): number {
  return Math.max(5, Math.min(500, Math.floor(activeBefore * 0.05)));
}

/** May the plan of a finished, complete read be applied? (A quiet delta sees nobody, and is fine.) */
export function judge(facts: Facts): Verdict {
  const verdict: Verdict = { reasons: [], everything: false, removals: false, fields: [], groups: [] };
  const { activeBefore, counts } = facts;
  const vanished = facts.groups.some(({ now }) => now === null);
  if (facts.read === 'full' && activeBefore > 0 && counts.seen === 0 && !vanished) {
    verdict.everything = true;
    verdict.reasons.push({
      code: 'EMPTY_DIRECTORY',
      message: `The directory came back empty, but ${activeBefore} people are known. Nothing was changed.`,
    });
    return verdict;
  }
  judgeGroups(facts, verdict);
  const most = allowedRemovals(activeBefore);
  if (facts.read !== 'person' && counts.removed > most) {
    verdict.removals = true;
    verdict.reasons.push({
      code: 'TOO_MANY_REMOVALS',
      message: `${counts.removed} of ${activeBefore} people would be removed; up to ${most} pass without asking.`,
    });
  }
  for (const [field, people] of Object.entries(facts.blanked)) {
    if (people < fewestBlanked || people <= activeBefore * 0.2) continue;
    verdict.fields.push(field);
    verdict.reasons.push({
      code: 'MASS_BLANKING',
      message: `${field} would go empty for ${people} of ${activeBefore} people. The old values stay for now.`,
    });
  }
  return verdict;
}

/** A group that vanished, or lost most of its members, says more about the group than about its people. */
function judgeGroups({ groups, counts }: Facts, verdict: Verdict): void {
  if (counts.removed === 0) return;
  for (const { id, before, now } of groups) {
    if (now === null) {
      verdict.removals = true;
      verdict.groups.push(id);
      verdict.reasons.push({
        code: 'GROUP_MISSING',
        message: `The directory group ${id} is not there any more; its last members are kept.`,
      });
    } else if (before !== null && before - now >= fewestLost && now < before / 2) {
      verdict.removals = true;
      verdict.groups.push(id);
      verdict.reasons.push({
        code: 'GROUP_SHRANK',
        message: `The directory group ${id} has ${now} members, it had ${before}; nobody is removed for that without asking.`,
      });
    }
  }
}

/** Does the verdict keep anything back? */
export function isHold({ everything, removals, fields }: Verdict): boolean {
  return everything || removals || fields.length > 0;
}
