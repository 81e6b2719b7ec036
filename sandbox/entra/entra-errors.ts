import { randomUUID } from 'node:crypto';
import type { Now } from '../clock.ts';

/** What Entra refuses, with its number and OAuth error. Numbers and wording after Microsoft's AADSTS reference. */
export class EntraError extends Error {
  readonly number: number;
  readonly oauth: string;
  readonly status: number;

  constructor(number: number, oauth: string, message: string, status = 400) {
    super(message);
    this.name = 'EntraError';
    this.number = number;
    this.oauth = oauth;
    this.status = status;
  }
}

/** The refusals that occur in several places. */
export const refusals = {
  unknownTenant: (tenant: string) =>
    new EntraError(
      90002,
      'invalid_request',
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),
  unknownClient: (clientId: string, tenant: string) =>
    new EntraError(
      700016,
      'unauthorized_client',
      `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),
  missing: (parameter: string) =>
    new EntraError(900144, 'invalid_request', `The request body must contain the following parameter: '${parameter}'.`),
  wrongSecret: (clientId: string) =>
    new EntraError(
      7000215,
      'invalid_client',
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
      401,
    ),
  expiredSecret: (clientId: string) =>
    new EntraError(
      7000222,
      'invalid_client',
      `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app, or consider using certificate credentials for added security.`,
      401,
    ),
  noCredential: () =>
    new EntraError(
      7000218,
      'invalid_client',
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      401,
    ),
  wrongRedirect: (redirectUri: string, clientId: string) =>
    new EntraError(
      50011,
      'invalid_request',
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'.`,
    ),
  wrongScope: (scope: string) =>
    new EntraError(
      70011,
      'invalid_scope',
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
    ),
  wrongResource: (resource: string, tenant: string) =>
    new EntraError(
      500011,
      'invalid_resource',
      `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    ),
};

export interface ErrorTrace {
  traceId: string;
  correlationId: string;
  /** `2026-11-22 02:36:00Z` */
  timestamp: string;
}

/** Ids and time under which Entra would find the failure. */
export function traceOf(now: Now, correlationId: string | undefined): ErrorTrace {
  const timestamp = `${now().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return { traceId: randomUUID(), correlationId: correlationId || randomUUID(), timestamp };
}

/** `AADSTS…: message Trace ID: … Correlation ID: … Timestamp: …` */
export function describe(error: EntraError, trace: ErrorTrace, separator = ' '): string {
  return [
    `AADSTS${error.number}: ${error.message}`,
    `Trace ID: ${trace.traceId}`,
    `Correlation ID: ${trace.correlationId}`,
    `Timestamp: ${trace.timestamp}`,
  ].join(separator);
}

/** The error document of the token endpoint. */
export function errorDocument(error: EntraError, trace: ErrorTrace, url: string): Record<string, unknown> {
  return {
    error: error.oauth,
    error_description: describe(error, trace),
    error_codes: [error.number],
    timestamp: trace.timestamp,
    trace_id: trace.traceId,
    correlation_id: trace.correlationId,
    error_uri: `${url}/error?code=${error.number}`,
  };
}
