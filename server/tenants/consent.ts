import type { EntraConfig } from '../platform/config.ts';

/** The application permissions Signet needs, and why; none of them writes. Source: learn.microsoft.com/graph/permissions-reference. */
export const neededPermissions = [
  { name: 'User.Read.All', why: 'reads names, titles, phones and addresses' },
  { name: 'GroupMember.Read.All', why: 'reads groups and who is in them' },
] as const;

/** What more they are for, where they are granted: no part of Signet fails without them. */
export const optionalPermissions = [
  {
    name: 'MailboxSettings.Read',
    why: 'tells shared mailboxes, rooms and equipment from people; without it they are left out as disabled accounts',
  },
] as const;

/** Which permissions an app token with these roles lacks. Directory.Read.All holds the needed ones. */
export function missingPermissions(roles: readonly string[]): { name: string; why: string }[] {
  const all = roles.includes('Directory.Read.All');
  const granted = (name: string) => roles.includes(name) || roles.includes(name.replace('.Read', '.ReadWrite'));
  return [
    ...neededPermissions.filter(({ name }) => !all && !granted(name)),
    ...optionalPermissions.filter(({ name }) => !granted(name)),
  ];
}

/** Where an administrator of the tenant consents. Source: learn.microsoft.com/entra/identity-platform/v2-admin-consent. */
export function consentUrl(entra: EntraConfig, tenantId: string, redirectUri: string, state: string): string {
  const url = new URL(`${entra.authorityHost}/${tenantId}/v2.0/adminconsent`);
  url.searchParams.set('client_id', entra.clientId);
  url.searchParams.set('scope', `${entra.graphUrl}/.default`);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  return url.href;
}
