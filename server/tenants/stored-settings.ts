import { type TenantSettings, tenantSettingsSchema } from './settings.ts';

/**
 * Settings as they are stored, perhaps by another version: what came since has its default, and what this version does not know is left
 * out. Everything else that is wrong stays an error: half a rule could let people in whom it kept out.
 */
export function storedSettings(stored: unknown): TenantSettings {
  const parsed = tenantSettingsSchema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const known = structuredClone(stored) as object;
  for (const issue of parsed.error.issues) {
    if (issue.code !== 'unrecognized_keys') throw parsed.error;
    const part = issue.path.reduce<object>((within, name) => Reflect.get(within, name), known);
    for (const key of issue.keys) Reflect.deleteProperty(part, key);
  }
  return tenantSettingsSchema.parse(known);
}
