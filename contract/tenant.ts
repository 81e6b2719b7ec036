import { z } from 'zod';

/** One connected Microsoft 365 organisation, as the HTTP API and `tenant list --json` give it. */
export interface TenantView {
  id: string;
  name: string;
  connectedAt: string;
  /** How much Signet may do there: `connected`, or why not. */
  access: { state: 'connected' } | { state: 'broken'; code: string; message: string };
  people: number;
  /** What should be seen to before it becomes a fault: a credential that expires. */
  warnings?: TenantWarning[];
  /** What the last probe found granted, and which permissions are missing for what. */
  permissions?: { granted: string[]; missing: { name: string; why: string }[] };
}

/** `GET /api/v1/tenants/:id/disconnect-preview`: what there is of a tenant, before somebody decides to keep or to delete it. */
export interface DisconnectPreview {
  tenantId: string;
  name: string;
  /** People who would stay, as if entered by hand, or go. */
  people: number;
  /** Removed people who could still come back. */
  removed: number;
  /** Everything stored of the tenant, by collection. */
  documents: Record<string, number>;
}

/** Something to see to, and until when. */
export interface TenantWarning {
  code: 'CREDENTIAL_EXPIRES' | 'CREDENTIAL_EXPIRED' | 'NO_NOTIFICATIONS';
  message: string;
  until?: string;
}

/** `GET /api/v1/session`: who is signed in to the admin app. */
export interface SessionView {
  name: string;
  address: string;
  tenantId: string;
  roles: Role[];
  sandbox: boolean;
  version: string;
  links: { compose?: string };
}

export const roles = ['admin', 'editor', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** `DELETE /api/v1/tenants/:id?people=`: what becomes of its people. */
export const endTenantSchema = z.object({ people: z.enum(['keep', 'delete'], 'people=keep or people=delete') });
