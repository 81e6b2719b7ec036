import { createPublicKey, timingSafeEqual } from 'node:crypto';
import { decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import type { Entra } from './entra.ts';
import { EntraError, refusals } from './entra-errors.ts';

/** A form as it came in. */
export type Form = Record<string, string | undefined>;

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Has the app proved that it is the app, by secret or by signed assertion? False: it didn't try. Throws as Entra refuses. */
export async function proveClient(entra: Entra, form: Form): Promise<boolean> {
  if (form.client_assertion !== undefined) {
    await checkAssertion(entra, form);
    return true;
  }
  if (form.client_secret === undefined) return false;
  if (!same(form.client_secret, entra.clientSecret)) throw refusals.wrongSecret(entra.clientId);
  if (entra.secretExpired) throw refusals.expiredSecret(entra.clientId);
  return true;
}

function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function checkAssertion(entra: Entra, form: Form): Promise<void> {
  if (form.client_assertion_type !== assertionType) throw refusals.missing('client_assertion_type');
  const claims = read(form.client_assertion ?? '');
  const trusted = entra.trusted.find(({ issuer, subject }) => issuer === claims.iss && subject === claims.sub);
  if (!trusted) throw notTrusted(entra, claims);
  const own = trusted.issuer === entra.clientId;
  try {
    await jwtVerify(form.client_assertion ?? '', createPublicKey(trusted.publicKey), {
      algorithms: ['RS256', 'PS256'],
      currentDate: entra.now(),
      audience: own ? audiences(entra) : 'api://AzureADTokenExchange',
      requiredClaims: ['exp'],
    });
  } catch (cause) {
    throw invalid(cause, entra);
  }
}

function audiences({ url, tenantId }: Entra): string[] {
  return [`${url}/${tenantId}/oauth2/v2.0/token`, `${url}/${tenantId}/v2.0`];
}

function read(assertion: string): JWTPayload {
  try {
    return decodeJwt(assertion);
  } catch {
    throw new EntraError(50027, 'invalid_request', 'JWT token is invalid or malformed.');
  }
}

function notTrusted(entra: Entra, claims: JWTPayload): EntraError {
  if (claims.iss === entra.clientId) {
    return new EntraError(
      700027,
      'invalid_client',
      'The certificate with identifier used to sign the client assertion is not registered on application.',
      401,
    );
  }
  return new EntraError(
    70021,
    'invalid_request',
    `No matching federated identity record found for presented assertion. Assertion Issuer: '${claims.iss}'. Assertion Subject: '${claims.sub}'.`,
  );
}

function invalid(cause: unknown, { clientId }: Entra): EntraError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  if (code === 'ERR_JWT_EXPIRED') {
    return new EntraError(700024, 'invalid_client', 'Client assertion is not within its valid time range.', 401);
  }
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') {
    return new EntraError(
      700023,
      'invalid_client',
      'Client assertion audience claim does not match Realm issuer.',
      401,
    );
  }
  return new EntraError(
    700027,
    'invalid_client',
    `Client assertion failed signature validation for '${clientId}'.`,
    401,
  );
}
