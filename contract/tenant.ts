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
  /** How far the first set-up has come; absent: it is done. */
  setup?: SetupProgress;
}

/** The steps of the first set-up, in order. */
export const setupSteps = ['connect', 'settings', 'rules', 'preview', 'signatures'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** The step to go on with, and since when it is that one: a preview from before shows other settings. */
export interface SetupProgress {
  step: SetupStep;
  since: string;
}

/** `PUT /api/v1/tenants/:id/set-up`: the step to go on with; `done` ends the set-up for good. */
export const setupSchema = z.strictObject({ step: z.enum([...setupSteps, 'done']) });

/** `GET /connect/status`, asked for JSON: what became of the consent that this browser asked for. */
export type ConsentView =
  | { state: 'none' }
  | ({ tenantId: string } & (
      | { state: 'waiting'; retryAfter: number; consentUrl: string; problem?: { code: string; message: string } }
      | { state: 'refused'; message: string }
      | { state: 'connected'; next: string }
    ));

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
