import { type Entra, graphAudiences } from './entra.ts';
import { refusals } from './entra-errors.ts';

export interface AskedScopes {
  /** Of OpenID Connect: openid, profile, email, offline_access. */
  identity: string[];
  /** The API they are for: `aud` of the access token. */
  audience: string;
  /** What goes into `scp`. */
  permissions: string[];
}

const identityScopes = ['openid', 'profile', 'email', 'offline_access'];

/** Sorts what was asked for; throws AADSTS500011 for an API that isn't here. Without any, the token is for Graph. */
export function sortScopes(entra: Entra, scopes: string[]): AskedScopes {
  const identity = scopes.filter((scope) => identityScopes.includes(scope));
  const rest = scopes.filter((scope) => !identityScopes.includes(scope));
  const parts = rest.map((scope) => splitScope(entra, scope));
  const audience = parts[0]?.audience ?? entra.graphUrl;
  const other = parts.find((part) => part.audience !== audience);
  if (other) throw refusals.wrongResource(other.audience, entra.world.tenant.displayName);
  const named = parts.flatMap(({ permission }) =>
    permission === '.default' ? defaultScopes(entra, audience) : [permission],
  );
  const permissions = audience === entra.clientId ? named : [...new Set([...named, ...identity, 'User.Read'])];
  return { identity, audience, permissions: permissions.filter((scope) => scope !== 'offline_access') };
}

/** The scopes as they go back to the client: with the API's address before each. */
export function spellScopes(entra: Entra, { audience, permissions }: AskedScopes): string {
  const before = audience === entra.clientId ? `api://${entra.clientId}/` : '';
  return permissions.map((permission) => before + permission).join(' ');
}

function defaultScopes(entra: Entra, audience: string): string[] {
  return audience === entra.clientId ? ['access_as_user'] : [];
}

/**
 * The app's own API is named by its client id or an App ID URI with it (`api://{id}`, or `api://host/{id}` as add-ins have it);
 * a scope without an API is Graph's.
 */
function splitScope(entra: Entra, scope: string): { audience: string; permission: string } {
  const slash = scope.lastIndexOf('/');
  if (slash < 0) return { audience: entra.graphUrl, permission: scope };
  const resource = scope.slice(0, slash).replace(/\/$/, '');
  const permission = scope.slice(slash + 1);
  if (resource === entra.clientId || (resource.startsWith('api://') && resource.endsWith(entra.clientId))) {
    if (!['.default', 'access_as_user'].includes(permission)) {
      throw refusals.wrongScope(scope);
    }
    return { audience: entra.clientId, permission };
  }
  return { audience: graphAudience(entra, resource), permission };
}

/** The audience for an address of Graph; throws AADSTS500011 for anything else. */
export function graphAudience(entra: Entra, resource: string): string {
  const found = graphAudiences(entra).find((audience) => audience === resource);
  if (!found) throw refusals.wrongResource(resource, entra.world.tenant.displayName);
  return found;
}
