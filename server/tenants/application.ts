import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ConfidentialClientApplication, type Configuration } from '@azure/msal-node';
import type { AppCredential, EntraConfig } from '../platform/config.ts';
import { messageOf, SignetError } from '../platform/errors.ts';

/**
 * msal-node's configuration of our application for one tenant (or `organizations`).
 * `knownAuthorities` keeps msal from asking Microsoft's instance discovery about a host of our own.
 */
export function applicationOf(entra: EntraConfig, tenant: string): Configuration {
  return {
    auth: {
      clientId: entra.clientId,
      authority: `${entra.authorityHost}/${tenant}`,
      knownAuthorities: [new URL(entra.authorityHost).host],
      ...credentialOf(entra.credential),
    },
  };
}

function credentialOf(credential: AppCredential): Partial<Configuration['auth']> {
  if (credential.kind === 'secret') return { clientSecret: credential.secret };
  if (credential.kind === 'federated')
    return { clientAssertion: async () => (await readFile(credential.tokenFile, 'utf8')).trim() };
  const certificate = new X509Certificate(credential.pem);
  const privateKey =
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/.exec(credential.pem)?.[0] ?? '';
  return { clientCertificate: { thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''), privateKey } };
}

/** Tokens for Microsoft Graph by client credentials, one request at a time per tenant. */
export interface GraphTokens {
  /** `fresh` skips msal's cache: a cached token does not carry permissions consented since. */
  token(tenantId: string, options?: { fresh?: boolean }): Promise<string>;
}

/** Graph tokens of our application; msal has no single flight, so that parallel calls would each ask Entra. */
export function createGraphTokens(entra: EntraConfig): GraphTokens {
  const clients = new Map<string, ConfidentialClientApplication>();
  const flights = new Map<string, Promise<string>>();

  async function ask(tenantId: string, fresh: boolean): Promise<string> {
    // A fresh token needs a fresh client: msal remembers an Entra failure for minutes and answers from that memory.
    const client =
      (!fresh && clients.get(tenantId)) || new ConfidentialClientApplication(applicationOf(entra, tenantId));
    clients.set(tenantId, client);
    try {
      const result = await client.acquireTokenByClientCredential({
        scopes: [`${entra.graphUrl}/.default`],
        skipCache: fresh,
      });
      if (!result?.accessToken) throw new Error('Entra gave no token');
      return result.accessToken;
    } catch (error) {
      clients.delete(tenantId);
      throw await explain(error, entra, tenantId);
    }
  }

  return {
    token(tenantId, { fresh = false } = {}) {
      const key = `${tenantId} ${fresh}`;
      const flight = flights.get(key) ?? ask(tenantId, fresh).finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
  };
}

/** What Entra's codes mean for an operator. Source: learn.microsoft.com/entra/identity-platform/reference-error-codes. */
const meanings: Record<string, string> = {
  AADSTS7000215:
    'The client secret is wrong. Set ENTRA_CLIENT_SECRET to the secret\'s value (not its id), made under "Certificates & secrets".',
  AADSTS7000222:
    'The client secret has expired. Make a new one under "Certificates & secrets" and set ENTRA_CLIENT_SECRET.',
  AADSTS700016:
    'The application is unknown in this tenant: check ENTRA_CLIENT_ID, and let an administrator of the tenant consent.',
  AADSTS700027: 'Entra does not accept the certificate: upload its public part under "Certificates & secrets".',
  AADSTS90002: 'There is no tenant with this id. Check the id, and M365_CLOUD.',
  AADSTS7000229:
    'The application has no service principal in this tenant: an administrator of the tenant has to consent.',
};

async function explain(error: unknown, entra: EntraConfig, tenantId: string): Promise<SignetError> {
  const said = messageOf(error);
  const code = /AADSTS\d+/.exec(said)?.[0];
  const host = new URL(entra.authorityHost).host;
  if (code) {
    const consent = code === 'AADSTS700016' || code === 'AADSTS7000229' || code === 'AADSTS65001';
    const meaning = meanings[code] ?? said.split(/\r?\n| Trace ID/)[0]?.slice(0, 300);
    return new SignetError(
      consent ? 'CONSENT_MISSING' : 'CREDENTIALS',
      `Microsoft Entra refused (${code}). ${meaning}`,
      { details: { code, tenantId }, cause: error },
    );
  }
  if (/invalid_client|unauthorized_client/.test(said))
    return new SignetError(
      'CREDENTIALS',
      `Microsoft Entra at ${host} refused the application's credentials: ${said.slice(0, 200)}`,
      { cause: error },
    );
  const reason = (await reasonOfSilence(entra.authorityHost, tenantId)) ?? rootOf(error);
  return new SignetError(
    'DIRECTORY_UNREACHABLE',
    `Microsoft Entra at ${host} cannot be reached: ${reason}${tlsHint(reason)}`,
    { cause: error },
  );
}

/** msal says only that it could not resolve the authority: asking once ourselves tells why. null: it does answer. */
async function reasonOfSilence(authorityHost: string, tenantId: string): Promise<string | null> {
  try {
    const url = `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'manual' });
    return answer.ok ? null : `its OpenID configuration answers with status ${answer.status}`;
  } catch (error) {
    return rootOf(error);
  }
}

function rootOf(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  // A connection tried at several addresses fails with one error for each, and no words of its own.
  if (deepest instanceof AggregateError && deepest.errors.length > 0) deepest = deepest.errors.at(-1);
  return messageOf(deepest).slice(0, 300);
}

function tlsHint(reason: string): string {
  return /certificate|self.signed/i.test(reason)
    ? ' (name the CA that signed its certificate in NODE_EXTRA_CA_CERTS)'
    : '';
}
