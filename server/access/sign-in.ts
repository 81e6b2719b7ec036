import { ConfidentialClientApplication, type Configuration, CryptoProvider } from '@azure/msal-node';
import { z } from 'zod';
import { messageOf, SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import type { Sealer } from './sealed.ts';

/** Who came back from Entra. */
export interface SignedIn {
  tenantId: string;
  objectId: string;
  name: string;
  address: string;
  roles: string[];
  returnTo: string;
}

export interface SignInOptions {
  /** msal's credentials and authority for our application. */
  application: Configuration;
  redirectUri: string;
  sealer: Sealer;
  /** Whose people may sign in at all. */
  allowedTenants: string[];
}

const pendingSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string() });
const callbackSchema = z.object({
  code: z.string().max(4000).optional(),
  state: z.string().max(200).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(4000).optional(),
});
const claimsSchema = z.object({
  tid: z.guid(),
  oid: z.guid(),
  name: z.string().default(''),
  preferred_username: z.string().default(''),
  roles: z.array(z.string()).default([]),
  nonce: z.string(),
});

/** How long someone may take at Microsoft's page, in seconds. */
export const pendingLife = 600;
const scopes = ['openid', 'profile'];

/** Signing in to the admin app: authorization code with PKCE, state and nonce, which wait in a sealed cookie meanwhile. */
export interface SignIn {
  start(returnTo: string): Promise<{ url: string; pending: string }>;
  /** @throws {SignetError} SIGN_IN_FAILED with Entra's reason */
  finish(query: unknown, pending: string | undefined): Promise<SignedIn>;
}

/** Signing in through msal-node's confidential client. */
export function createSignIn({ application, redirectUri, sealer, allowedTenants }: SignInOptions): SignIn {
  const client = new ConfidentialClientApplication(application);
  const crypto = new CryptoProvider();

  return {
    async start(returnTo) {
      const { verifier, challenge } = await crypto.generatePkceCodes();
      const state = crypto.createNewGuid();
      const nonce = crypto.createNewGuid();
      try {
        const url = await client.getAuthCodeUrl({
          scopes,
          redirectUri,
          codeChallenge: challenge,
          codeChallengeMethod: 'S256',
          state,
          nonce,
          prompt: 'select_account',
        });
        return { url, pending: await sealer.seal({ state, nonce, verifier, returnTo }, pendingLife) };
      } catch (error) {
        throw new SignetError('DIRECTORY_UNREACHABLE', `Microsoft Entra cannot be reached: ${messageOf(error)}`, {
          cause: error,
        });
      }
    },

    async finish(query, sealed) {
      const callback = parse(callbackSchema, query);
      if (sealed === undefined)
        throw failed('The browser did not bring back its sign-in cookie. Start again from the first page.');
      const { data: pending } = pendingSchema.safeParse(await sealer.open(sealed));
      if (!pending) throw failed('This cookie belongs to something else. Start again from the first page.');
      if (callback.error)
        throw failed(`Microsoft Entra said: ${(callback.error_description ?? callback.error).slice(0, 300)}`);
      if (!callback.code || callback.state !== pending.state)
        throw failed('The answer belongs to another sign-in. Start again from the first page.');
      const claims = await redeem(callback.code, pending);
      const tenantId = claims.tid.toLowerCase();
      if (!allowedTenants.includes(tenantId))
        throw new SignetError('TENANT_NOT_ALLOWED', 'Your organisation is not served by this installation of Signet.');
      return {
        tenantId,
        objectId: claims.oid.toLowerCase(),
        name: claims.name,
        address: claims.preferred_username.toLowerCase(),
        roles: claims.roles,
        returnTo: pending.returnTo,
      };
    },
  };

  async function redeem(code: string, pending: z.infer<typeof pendingSchema>): Promise<z.infer<typeof claimsSchema>> {
    try {
      const { verifier: codeVerifier, nonce, state } = pending;
      const result = await client.acquireTokenByCode({ code, codeVerifier, redirectUri, scopes, nonce, state });
      const claims = claimsSchema.parse(result.idTokenClaims);
      if (claims.nonce !== pending.nonce) throw new Error('the nonce differs');
      return claims;
    } catch (error) {
      throw failed(`Microsoft Entra did not confirm the sign-in: ${messageOf(error).slice(0, 300)}`, error);
    }
  }
}

function failed(message: string, cause?: unknown): SignetError {
  return new SignetError('SIGN_IN_FAILED', message, { cause });
}
