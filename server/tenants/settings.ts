import { z } from 'zod';
import { importRuleSchema } from '../../contract/index.ts';

const zone = z.string().refine((name) => isTimeZone(name), 'must be a time zone like Europe/Berlin');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A tenant's settings with their defaults (design: unlicensed in, guests out, disabled out, shared mailboxes in). */
export const tenantSettingsSchema = z.strictObject({
  sync: z
    .strictObject({
      auto: z
        .strictObject({
          enabled: z.boolean().default(true),
          time: z
            .string()
            .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 03:00')
            .default('03:00'),
          timeZone: zone.default('UTC'),
        })
        .prefault({}),
      include: z
        .strictObject({
          guests: z.boolean().default(false),
          disabled: z.boolean().default(false),
          unlicensed: z.boolean().default(true),
        })
        .prefault({}),
      importRules: z.array(importRuleSchema).max(500).default([]),
    })
    .prefault({}),
});
export type TenantSettings = z.infer<typeof tenantSettingsSchema>;

/** The settings of a tenant just connected. */
export const defaultSettings: TenantSettings = tenantSettingsSchema.parse({});

/** What stands at a dotted path (`sync.auto.time`), or undefined. */
export function settingAt(settings: TenantSettings, path: string): unknown {
  return path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>(
      (value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined),
      settings,
    );
}

/** The settings with another value at a dotted path; the result still has to be parsed. */
export function withSetting(settings: TenantSettings, path: string, value: unknown): unknown {
  const names = path.split('.').filter(Boolean);
  const replace = (node: unknown, depth: number): unknown => {
    const name = names[depth];
    if (name === undefined) return value;
    return { ...(isRecord(node) ? node : {}), [name]: replace(isRecord(node) ? node[name] : undefined, depth + 1) };
  };
  return replace(settings, 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
