import { z } from 'zod';
import { type DisconnectPreview, endTenantSchema, setupSchema, setupSteps, type TenantView } from '../tenant.ts';
import { admins, readers, room } from './route.ts';

const tenant: z.ZodType<TenantView> = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    connectedAt: z.string(),
    access: z.union([
      z.strictObject({ state: z.literal('connected') }),
      z.strictObject({ state: z.literal('broken'), code: z.string(), message: z.string() }),
    ]),
    people: z.number(),
    warnings: z
      .array(
        z.strictObject({
          code: z.enum(['CREDENTIAL_EXPIRES', 'CREDENTIAL_EXPIRED', 'NO_NOTIFICATIONS']),
          message: z.string(),
          until: z.string().optional(),
        }),
      )
      .optional(),
    permissions: z
      .strictObject({
        granted: z.array(z.string()),
        missing: z.array(z.strictObject({ name: z.string(), why: z.string() })),
      })
      .optional(),
    setup: z.strictObject({ step: z.enum(setupSteps), since: z.string() }).optional(),
  })
  .meta({ id: 'Tenant' });

const preview: z.ZodType<DisconnectPreview> = z
  .strictObject({
    tenantId: z.string(),
    name: z.string(),
    people: z.number(),
    removed: z.number(),
    documents: z.record(z.string(), z.number()),
  })
  .meta({ id: 'DisconnectPreview' });

/** The connected organisation. */
export const tenantApi = room('Tenant', '/api/v1', [
  {
    ...{ method: 'get', path: '/tenants', does: 'Your tenant, and whether Signet is let in', may: readers },
    answers: { 200: z.strictObject({ items: z.array(tenant), links: z.strictObject({ publicUrl: z.string() }) }) },
  },
  {
    ...{ method: 'put', path: '/tenants/:id/set-up', does: 'How far the first set-up has come', may: admins },
    body: { schema: setupSchema, example: { step: 'settings' } },
    answers: { 200: tenant },
  },
  {
    ...{ method: 'get', path: '/tenants/:id/disconnect-preview', does: 'What there is of it', may: admins },
    answers: { 200: preview },
  },
  {
    ...{ method: 'delete', path: '/tenants/:id', does: 'Disconnect, and keep or delete its people', may: admins },
    query: endTenantSchema,
    answers: { 200: preview },
  },
]);
