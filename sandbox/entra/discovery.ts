import { type Entra, issuerOf } from './entra.ts';

/**
 * The OpenID Connect document of a tenant. What a browser visits is at `pagesUrl` (plain http on this machine), so that nobody
 * meets a certificate warning at sign-in; what servers call is https.
 */
export function discoveryDocument(entra: Entra, tenant: string): Record<string, unknown> {
  const { url, pagesUrl } = entra;
  const shared = ['common', 'organizations'].includes(tenant);
  const path = shared ? tenant : entra.tenantId;
  return {
    token_endpoint: `${url}/${path}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'private_key_jwt',
      'client_secret_basic',
      'self_signed_tls_client_auth',
    ],
    jwks_uri: `${url}/${path}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: shared ? `${url}/{tenantid}/v2.0` : issuerOf(entra),
    request_uri_parameter_supported: false,
    authorization_endpoint: `${pagesUrl}/${path}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${pagesUrl}/${path}/oauth2/v2.0/logout`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    claims_supported: [
      ...['sub', 'iss', 'cloud_instance_name', 'aud', 'exp', 'iat', 'auth_time', 'nonce'],
      ...['preferred_username', 'name', 'tid', 'ver', 'email'],
    ],
    tenant_region_scope: shared ? null : 'EU',
    cloud_instance_name: new URL(url).host,
    cloud_graph_host_name: new URL(entra.graphUrl).host,
    msgraph_host: new URL(entra.graphUrl).host,
  };
}

/** The signing keys, each with the issuer it may sign for. */
export function keySet(entra: Entra, tenant: string): { keys: Record<string, unknown>[] } {
  const shared = ['common', 'organizations'].includes(tenant);
  const issuer = shared ? `${entra.url}/{tenantid}/v2.0` : issuerOf(entra);
  return { keys: [{ ...entra.key.jwk, cloud_instance_name: new URL(entra.url).host, issuer }] };
}

/** What /common/discovery/instance says about the pretend cloud. */
export function instanceMetadata(entra: Entra): Record<string, unknown> {
  const host = new URL(entra.url).host;
  return {
    tenant_discovery_endpoint: `${entra.url}/${entra.tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}
