import { z } from 'zod';
import { addinSettingsSchema, importRuleSchema, mappingsSchema, personFieldSchema } from '../../contract/index.ts';

const zone = z.string().refine((name) => isTimeZone(name), 'must be a time zone like Europe/Berlin');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whom to synchronise: everyone, or the members of directory groups of any kind, nested ones included. */
export const scopeSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('all') }),
  z.strictObject({
    mode: z.literal('groups'),
    groupIds: z
      .array(z.guid('must be the id of a directory group').transform((id) => id.toLowerCase()))
      .min(1)
      .max(200),
  }),
]);
export type Scope = z.infer<typeof scopeSchema>;

/** When a sync starts on its own. Off means off: neither nightly nor delta. */
export const autoSchema = z.strictObject({
  enabled: z.boolean().default(true),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 03:00')
    .default('03:00'),
  timeZone: zone.default('UTC'),
  deltaMinutes: z.number().int().min(1).max(1440).default(5),
});

/** Kinds of accounts that a switch lets in. Shared mailboxes are told apart only where MailboxSettings.Read was granted. */
const includeSchema = z.strictObject({
  guests: z.boolean().default(false),
  disabled: z.boolean().default(false),
  unlicensed: z.boolean().default(true),
  sharedMailboxes: z.boolean().default(true),
});

const syncSchema = z.strictObject({
  scope: scopeSchema.default({ mode: 'all' }),
  include: includeSchema.prefault({}),
  auto: autoSchema.prefault({}),
  importRules: z.array(importRuleSchema).max(500).default([]),
  mappings: mappingsSchema.default({}),
  /** Does the directory overwrite what was entered by hand? A person's own switch can say yes where this says no. */
  overwriteByHand: z.boolean().default(false),
  /** How long removed people are kept, so that they can come back. */
  keepRemovedDays: z.number().int().min(1).max(365).default(30),
  /** Signet asks to be told of changes by Microsoft Graph; needs a PUBLIC_URL that Microsoft can reach. */
  notifications: z.boolean().default(false),
});

/** Who publishes templates, and which domains are one's own. */
const signaturesSchema = z.strictObject({
  publishing: z
    .strictObject({
      /** May editors publish? Otherwise they prepare drafts and campaigns, and an admin publishes. */
      editors: z.boolean().default(false),
      /** Does publishing need a second person, who may publish too? */
      approval: z.boolean().default(false),
    })
    .prefault({}),
  /** Domains whose recipients count as internal, beside those of the person's own addresses. */
  internalDomains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain like contoso.com'),
    )
    .max(500)
    .default([]),
});

/** What people may edit themselves in the add-in's pane. Their addresses are who they are. */
const profileSchema = z.strictObject({
  editable: z
    .array(personFieldSchema)
    .max(40)
    .refine((fields) => !fields.some((field) => field === 'mail' || field === 'userPrincipalName'), {
      message: 'mail and userPrincipalName come from the directory',
    })
    .default([]),
});

/** A tenant's settings with their defaults (unlicensed in, guests and disabled out, shared mailboxes in). */
export const tenantSettingsSchema = z.strictObject({
  sync: syncSchema.prefault({}),
  signatures: signaturesSchema.prefault({}),
  addin: addinSettingsSchema.prefault({}),
  profile: profileSchema.prefault({}),
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

/** What differs between two states of the settings: each changed value by its dotted path, before and after. */
export function changedSettings(before: TenantSettings, after: TenantSettings): Record<'before' | 'after', Values> {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const paths = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (path) => JSON.stringify(old[path]) !== JSON.stringify(now[path]),
  );
  const pick = (values: Values) => Object.fromEntries(paths.map((path) => [path, values[path] ?? null]));
  return { before: pick(old), after: pick(now) };
}

type Values = Record<string, unknown>;

/** Lists are values as a whole: their order is part of what they say. */
function valuesOf(node: unknown, path: string[] = []): Values {
  if (!isRecord(node)) return { [path.join('.')]: node };
  return Object.assign({}, ...Object.entries(node).map(([name, value]) => valuesOf(value, [...path, name])));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
