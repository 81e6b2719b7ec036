import { z } from 'zod';
import type { AddinSettings } from './addin.ts';
import type { ConditionTrail } from './condition.ts';
import { type Expression, type Mappings, mappingsSchema } from './field-mapping.ts';
import { type ImportRule, importRuleSchema } from './import-rule.ts';
import type { PersonFields } from './person.ts';

/** Whom to synchronise: everyone, or the members of directory groups of any kind, nested ones included. */
export type SyncScope = { mode: 'all' } | { mode: 'groups'; groupIds: string[] };

/** What decides over people in a sync. */
export interface SyncSettings {
  scope: SyncScope;
  include: { guests: boolean; disabled: boolean; unlicensed: boolean; sharedMailboxes: boolean };
  auto: { enabled: boolean; time: string; timeZone: string; deltaMinutes: number };
  importRules: ImportRule[];
  mappings: Mappings;
  overwriteByHand: boolean;
  keepRemovedDays: number;
  notifications: boolean;
}

/** `GET /api/v1/settings`. */
export interface SettingsView {
  sync: SyncSettings;
  addin: AddinSettings;
}

/** `GET /api/v1/mappings/defaults`: where each field comes from unless a mapping says otherwise; null: from nowhere. */
export type DefaultSources = Record<string, Expression | null>;

/** A directory group as the scope's type-ahead offers it. */
export interface DirectoryGroupView {
  id: string;
  name: string;
  mail?: string;
  kind: 'microsoft365' | 'security' | 'mailEnabledSecurity' | 'distribution';
  /** Users in it, nested groups included; absent where Graph did not say in time. */
  members?: number;
}

/** `GET /api/v1/directory/groups?query=`. */
export interface DirectoryGroupsAnswer {
  items: DirectoryGroupView[];
}

/** `GET /api/v1/directory/users?query=`: people of the directory, imported or not. */
export interface DirectoryUsersAnswer {
  items: { id: string; name: string; address?: string }[];
}

/** What scope, rules and mappings make of one directory user, with every value that a condition met. */
export interface UserExplanation {
  address: string;
  import: boolean;
  reason: string;
  groups: string[];
  fields: PersonFields;
  rules: { rule: string; action: ImportRule['action']; groups: string[]; trail: ConditionTrail }[];
}

/** `PATCH /api/v1/settings`: one setting by its dotted path. */
export const changeSettingSchema = z.strictObject({
  path: z.string().regex(/^[a-zA-Z]+(\.[a-zA-Z]+)*$/, 'must be a path like sync.auto.time'),
  value: z.unknown(),
});

/** `PUT /api/v1/import-rules`: all of them, in order. */
export const importRulesSchema = z.strictObject({ items: z.array(importRuleSchema).max(500) });

const tryPart = { address: z.string().trim().min(3).max(320) };
/** `POST /api/v1/import-rules/test`: the saved rules, or others. */
export const tryRulesSchema = z.strictObject({ ...tryPart, rules: importRulesSchema.shape.items.optional() });
/** `POST /api/v1/mappings/test`. */
export const tryMappingsSchema = z.strictObject({ ...tryPart, mappings: mappingsSchema.optional() });

export const userQuerySchema = z.object({ query: z.string().trim().max(120).default('') });

export const groupQuerySchema = z.object({
  query: z.string().trim().max(120).default(''),
  /** Instead of searching: these groups, by id, with commas between them. */
  ids: z.string().max(8000).optional(),
});
