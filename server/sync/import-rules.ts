import type { Condition, ImportRule, TenantSettings } from '../tenants/index.ts';
import type { MappedUser } from './mapping.ts';

/** What the rules say of one user: import or not, why, and into which groups (by name). */
export interface Decision {
  import: boolean;
  reason: string;
  groups: string[];
}

/**
 * What becomes of a user: first the switches of the scope, then the ordered rules.
 * The first rule that matches decides import, every rule that matches adds its groups; if none matches: imported.
 */
export function decide(user: MappedUser, sync: Pick<TenantSettings['sync'], 'include' | 'importRules'>): Decision {
  const excluded = exclusion(user, sync.include);
  if (excluded) return { import: false, reason: excluded, groups: [] };
  const matching = sync.importRules.filter((rule) => holds(rule.condition, user));
  const first = matching[0];
  if (first?.action === 'leaveOut')
    return { import: false, reason: `left out by the rule "${first.name}"`, groups: [] };
  return {
    import: true,
    reason: first ? `rule "${first.name}"` : 'no rule matches',
    groups: matching.flatMap((rule: ImportRule) => rule.groups),
  };
}

/** Does the condition hold for this user? Letter case aside; a missing field equals the empty text. */
export function holds(condition: Condition, user: Pick<MappedUser, 'fields'>): boolean {
  return (user.fields[condition.field] ?? '').toLowerCase() === condition.value.trim().toLowerCase();
}

function exclusion(user: MappedUser, include: TenantSettings['sync']['include']): string | null {
  if (user.kind === 'guest' && !include.guests) return 'guests are left out';
  if (!user.enabled && !include.disabled) return 'disabled accounts are left out';
  if (!user.licensed && !include.unlicensed) return 'people without a licence are left out';
  return null;
}
