import { z } from 'zod';
import {
  createdTokenSchema,
  newRoleSchema,
  newTokenSchema,
  roleGrantViewSchema,
  roleSchema,
  tokenViewSchema,
} from '../access.ts';
import { type AuditView, auditFilterSchema, auditQuerySchema } from '../audit.ts';
import type { SessionView } from '../tenant.ts';
import { admins, listOf, overseers, pageOf, readers, room } from './route.ts';

const session: z.ZodType<SessionView> = z
  .strictObject({
    name: z.string(),
    address: z.string(),
    tenantId: z.string(),
    roles: z.array(roleSchema),
    sandbox: z.boolean(),
    version: z.string(),
    links: z.strictObject({ compose: z.string().optional() }),
  })
  .meta({ id: 'Session' });

const audit: z.ZodType<AuditView> = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    by: z.strictObject({
      kind: z.enum(['user', 'token', 'command', 'system']),
      name: z.string(),
      address: z.string().optional(),
    }),
    what: z.string(),
    targets: z.array(z.string()),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'AuditEntry' });

const token = z.strictObject(tokenViewSchema.shape).meta({ id: 'ApiToken' });
const grants = listOf(z.strictObject(roleGrantViewSchema.shape).meta({ id: 'RoleGrant' }));

/** Who asks, roles, API tokens, and what was done. */
export const accessApi = room('Access', '/api/v1', [
  { method: 'get', path: '/session', does: 'Who is asking, with which roles', may: readers, answers: { 200: session } },
  {
    ...{ method: 'get', path: '/audit', does: 'What was done, by whom; newest first', may: readers },
    query: auditQuerySchema,
    answers: { 200: pageOf(audit) },
  },
  {
    ...{ method: 'get', path: '/audit.csv', does: 'All of it as a file for spreadsheets', may: readers },
    query: auditFilterSchema,
    answers: { 200: { type: 'text/csv' } },
  },
  { method: 'get', path: '/tokens', does: 'The API tokens', may: overseers, answers: { 200: listOf(token) } },
  {
    ...{ method: 'post', path: '/tokens', does: 'Make an API token; the answer alone shows it', may: admins },
    body: { schema: newTokenSchema, example: { name: 'HR export', role: 'auditor', expires: '90d' } },
    answers: { 201: z.strictObject(createdTokenSchema.shape).meta({ id: 'CreatedApiToken' }) },
  },
  { method: 'delete', path: '/tokens/:id', does: 'End an API token at once', may: admins, answers: { 204: null } },
  { method: 'get', path: '/roles', does: 'The roles granted in Signet', may: overseers, answers: { 200: grants } },
  {
    ...{ method: 'post', path: '/roles', does: 'Grant somebody a role', may: admins },
    body: { schema: newRoleSchema, example: { address: 'anna@example.com', role: 'editor' } },
    answers: { 201: grants },
  },
  {
    method: 'delete',
    path: '/roles/:id',
    does: "Take a role back, but not the last admin's",
    may: admins,
    answers: { 204: null },
  },
]);
