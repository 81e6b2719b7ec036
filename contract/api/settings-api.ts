import { z } from 'zod';
import { mappingsSchema } from '../field-mapping.ts';
import { importRuleSchema } from '../import-rule.ts';
import {
  changeSettingSchema,
  type DirectoryGroupView,
  type DirectoryUsersAnswer,
  groupQuerySchema,
  importRulesSchema,
  tryMappingsSchema,
  tryRulesSchema,
  type UserExplanation,
  userQuerySchema,
} from '../sync-settings.ts';
import { admins, listOf, readers, room } from './route.ts';

const settings = z
  .looseObject({ sync: z.looseObject({}) })
  .meta({ id: 'Settings', description: 'Every setting by its path: see docs/settings.md.' });
const rules = listOf(importRuleSchema.meta({ id: 'ImportRule' }));
const mappings = mappingsSchema.meta({ id: 'Mappings' });
const rule = {
  name: 'Sales',
  condition: { field: 'department', operator: 'equals', value: 'Sales' },
  action: 'import',
  groups: ['Sales'],
};

const explanation: z.ZodType<UserExplanation> = z
  .strictObject({
    address: z.string(),
    import: z.boolean(),
    reason: z.string(),
    groups: z.array(z.string()),
    fields: z.record(z.string(), z.string()),
    rules: z.array(
      z.strictObject({
        rule: z.string(),
        action: z.enum(['import', 'leaveOut']),
        groups: z.array(z.string()),
        trail: z.any(),
      }),
    ),
  })
  .meta({ id: 'UserExplanation' });

const directoryGroup: z.ZodType<DirectoryGroupView> = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    mail: z.string().optional(),
    kind: z.enum(['microsoft365', 'security', 'mailEnabledSecurity', 'distribution']),
    members: z.number().optional(),
  })
  .meta({ id: 'DirectoryGroup' });

const directoryUser: z.ZodType<DirectoryUsersAnswer['items'][number]> = z
  .strictObject({ id: z.string(), name: z.string(), address: z.string().optional() })
  .meta({ id: 'DirectoryUser' });

/** What decides over people. */
export const settingsApi = room('Settings', '/api/v1', [
  { method: 'get', path: '/settings', does: 'All settings of the tenant', may: readers, answers: { 200: settings } },
  {
    ...{ method: 'patch', path: '/settings', does: 'Change one setting by its path; takes If-Match', may: admins },
    body: { schema: changeSettingSchema, example: { path: 'sync.auto.time', value: '03:00' } },
    answers: { 200: settings },
  },
  { method: 'get', path: '/import-rules', does: 'The import rules, in order', may: readers, answers: { 200: rules } },
  {
    ...{ method: 'put', path: '/import-rules', does: 'Replace them; takes If-Match', may: admins },
    body: { schema: importRulesSchema, example: { items: [rule] } },
    answers: { 200: rules },
  },
  {
    ...{ method: 'post', path: '/import-rules/test', does: 'What rules make of one user, unsaved', may: readers },
    body: { schema: tryRulesSchema, example: { address: 'anna@example.com', rules: [rule] } },
    answers: { 200: explanation },
  },
  { method: 'get', path: '/mappings', does: 'Where fields come from', may: readers, answers: { 200: mappings } },
  {
    ...{ method: 'get', path: '/mappings/defaults', does: 'Where fields come from without a mapping', may: readers },
    answers: { 200: z.record(z.string(), z.any()) },
  },
  {
    ...{ method: 'put', path: '/mappings', does: 'Replace the mappings; takes If-Match', may: admins },
    body: { schema: mappingsSchema, example: { jobTitle: { from: 'jobTitle', ownership: 'onlyIfEmpty' } } },
    answers: { 200: mappings },
  },
  {
    ...{ method: 'post', path: '/mappings/test', does: 'What mappings make of one user, unsaved', may: readers },
    body: { schema: tryMappingsSchema, example: { address: 'anna@example.com', mappings: {} } },
    answers: { 200: explanation },
  },
  {
    ...{
      method: 'get',
      path: '/directory/groups',
      does: 'Groups of the directory, by what they begin with',
      may: readers,
    },
    query: groupQuerySchema,
    answers: { 200: listOf(directoryGroup) },
  },
  {
    ...{ method: 'get', path: '/directory/users', does: 'People of the directory, imported or not', may: readers },
    query: userQuerySchema,
    answers: { 200: listOf(directoryUser) },
  },
]);
