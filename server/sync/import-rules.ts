import type { ImportRule } from '../../contract/index.ts';
import type { TenantSettings } from '../tenants/index.ts';
import { holds, type Subject } from './condition.ts';
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
export function decide(
  user: MappedUser,
  subject: Subject,
  sync: Pick<TenantSettings['sync'], 'include' | 'importRules'>,
): Decision {
  const excluded = exclusion(user, sync.include);
  if (excluded) return { import: false, reason: excluded, groups: [] };
  const matching = sync.importRules.filter((rule) => holds(rule.condition, subject));
  const first = matching[0];
  if (first?.action === 'leaveOut')
    return { import: false, reason: `left out by the rule "${first.name}"`, groups: [] };
  return {
    import: true,
    reason: first ? `rule "${first.name}"` : 'no rule matches',
    groups: matching.flatMap((rule: ImportRule) => rule.groups),
  };
}

function exclusion(user: MappedUser, include: TenantSettings['sync']['include']): string | null {
  if (user.kind === 'guest' && !include.guests) return 'guests are left out';
  if (!user.enabled && !include.disabled) return 'disabled accounts are left out';
  if (!user.licensed && !include.unlicensed) return 'people without a licence are left out';
  return null;
}
