import { createHash, randomBytes } from 'node:crypto';
import type { Now } from '../clock.ts';
import { EntraError } from './entra-errors.ts';

export interface Grant {
  oid: string;
  redirectUri: string;
  scopes: string[];
  nonce?: string;
  codeChallenge?: string;
}

const codeLifeMs = 10 * 60 * 1000;

/** Authorisation codes: good once, for ten minutes, in this process. */
export class Codes {
  private readonly grants = new Map<string, Grant & { until: number; redeemed: boolean }>();
  private readonly now: Now;

  constructor(now: Now) {
    this.now = now;
  }

  issue(grant: Grant): string {
    const code = `1.${randomBytes(48).toString('base64url')}`;
    const time = this.now().getTime();
    for (const [old, { until }] of this.grants) if (until + codeLifeMs < time) this.grants.delete(old);
    this.grants.set(code, { ...grant, until: time + codeLifeMs, redeemed: false });
    return code;
  }

  /** The grant behind a code, once. Throws as Entra refuses. */
  redeem(code: string, redirectUri: string | undefined, verifier: string | undefined): Grant {
    const grant = this.grants.get(code);
    if (!grant) throw refuse(9002313, 'Invalid request. Request is malformed or invalid.');
    if (grant.redeemed)
      throw refuse(
        54005,
        'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
      );
    if (grant.until < this.now().getTime())
      throw refuse(
        70008,
        'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
      );
    if (grant.redirectUri !== redirectUri)
      throw refuse(
        500112,
        'The reply address does not match the reply address provided when requesting Authorization code.',
      );
    checkVerifier(grant, verifier);
    grant.redeemed = true;
    return grant;
  }
}

function checkVerifier({ codeChallenge }: Grant, verifier: string | undefined): void {
  if (!codeChallenge) return;
  if (!verifier)
    throw refuse(50148, 'The code_verifier does not match the code_challenge supplied in the authorization request.');
  const made = createHash('sha256').update(verifier).digest('base64url');
  if (made !== codeChallenge) {
    throw refuse(50148, 'The code_verifier does not match the code_challenge supplied in the authorization request.');
  }
}

function refuse(number: number, message: string): EntraError {
  return new EntraError(number, 'invalid_grant', message);
}
