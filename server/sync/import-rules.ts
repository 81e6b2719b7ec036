import type { ConditionTrail, ImportRule, PersonKind } from '../../contract/index.ts';
import type { DirectoryUser } from '../directory/index.ts';
import { explainCondition, holds, type Subject } from '../people/index.ts';
import type { TenantSettings } from '../tenants/index.ts';
import { attributeOf } from './attribute.ts';

/** A user as scope and rules see one. */
export interface Candidate {
  user: DirectoryUser;
  /** The ids of the directory groups that rules ask about. */
  memberOf: ReadonlySet<string>;
  kind: PersonKind;
  enabled: boolean;
  licensed: boolean;
}

/** What scope and rules say of one user: import or not, why, and into which groups (by name). */
export interface Decision {
  import: boolean;
  reason: string;
  groups: string[];
}

/**
 * What becomes of a user: first the switches of the scope, then the ordered rules.
 * The first rule that matches decides import, every rule that matches adds its groups; if none matches: imported.
 */
export function decide(candidate: Candidate, sync: Pick<TenantSettings['sync'], 'include' | 'importRules'>): Decision {
  const excluded = exclusion(candidate, sync.include);
  if (excluded) return { import: false, reason: excluded, groups: [] };
  const subject = subjectOf(candidate);
  const matching = sync.importRules.filter((rule) => holds(rule.condition, subject));
  const first = matching[0];
  if (first?.action === 'leaveOut')
    return { import: false, reason: `left out by the rule "${first.name}"`, groups: [] };
  return {
    import: true,
    reason: first ? `rule "${first.name}"` : 'no rule matches',
    groups: matching.flatMap((rule) => rule.groups),
  };
}

/** Each rule with every condition and the value it met, for one user. */
export function explainRules(
  candidate: Candidate,
  rules: ImportRule[],
): { rule: string; action: ImportRule['action']; groups: string[]; trail: ConditionTrail }[] {
  const subject = subjectOf(candidate);
  return rules.map((rule) => ({
    rule: rule.name,
    action: rule.action,
    groups: rule.groups,
    trail: explainCondition(rule.condition, subject),
  }));
}

function subjectOf({ user, memberOf }: Candidate): Subject {
  return { valuesOf: (name) => attributeOf(user, name), memberOf };
}

function exclusion({ kind, enabled, licensed }: Candidate, include: TenantSettings['sync']['include']): string | null {
  // Shared mailboxes are disabled, unlicensed accounts by nature: their own switch decides alone.
  if (kind === 'sharedMailbox') return include.sharedMailboxes ? null : 'shared mailboxes are left out';
  if (kind === 'guest' && !include.guests) return 'guests are left out';
  if (!enabled && !include.disabled) return 'disabled accounts are left out';
  if (!licensed && !include.unlicensed) return 'people without a licence are left out';
  return null;
}
