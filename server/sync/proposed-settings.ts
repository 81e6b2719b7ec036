import { SignetError } from '../platform/errors.ts';
import { problemInWords } from '../platform/problem-words.ts';
import { type Tenant, type TenantSettings, tenantSettingsSchema } from '../tenants/index.ts';
import { settingsProblems } from './settings-problems.ts';

/**
 * The tenant's settings with some of the sync's replaced by what somebody only wants to see the effect of.
 * @throws {SignetError} VALIDATION, also where it is not for a preview
 */
export function proposed(
  tenant: Pick<Tenant, 'settings'>,
  changed: Record<string, unknown>,
  preview: boolean,
): TenantSettings {
  if (!preview) throw new SignetError('VALIDATION', 'settings: settings that are not saved can only be previewed.');
  const parsed = tenantSettingsSchema.safeParse(
    { ...tenant.settings, sync: { ...tenant.settings.sync, ...changed } },
    { error: problemInWords },
  );
  const problems = parsed.success
    ? settingsProblems(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || problems.length > 0) throw new SignetError('VALIDATION', problems.join('\n'));
  return parsed.data;
}
