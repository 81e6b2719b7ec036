/** One connected Microsoft 365 organisation, as the HTTP API and `tenant list --json` give it. */
export interface TenantView {
  id: string;
  name: string;
  connectedAt: string;
  /** How much Signet may do there: `connected`, or why not. */
  access: { state: 'connected' } | { state: 'broken'; code: string; message: string };
  people: number;
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
