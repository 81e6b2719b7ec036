import type { EntraConfig } from '../platform/config.ts';

/** The application permissions Signet needs, and why; none of them writes. Source: learn.microsoft.com/graph/permissions-reference. */
export const neededPermissions = [
  { name: 'User.Read.All', why: 'reads names, titles, phones and addresses' },
  { name: 'GroupMember.Read.All', why: 'reads groups and who is in them' },
] as const;

/** Where an administrator of the tenant consents. Source: learn.microsoft.com/entra/identity-platform/v2-admin-consent. */
export function consentUrl(entra: EntraConfig, tenantId: string, redirectUri: string, state: string): string {
  const url = new URL(`${entra.authorityHost}/${tenantId}/v2.0/adminconsent`);
  url.searchParams.set('client_id', entra.clientId);
  url.searchParams.set('scope', `${entra.graphUrl}/.default`);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  return url.href;
}
