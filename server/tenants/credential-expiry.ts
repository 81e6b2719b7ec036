import { X509Certificate } from 'node:crypto';
import type { TenantWarning } from '../../contract/index.ts';
import type { AppCredential } from '../platform/config.ts';

const day = 24 * 3_600_000;
/** Days before the end on which it is said again. */
export const warnedAt = [30, 14, 7, 1] as const;

/**
 * When the application's credential ends, or null where that cannot be known: a certificate says so itself; of a client secret
 * only Entra knows, and telling would need Application.Read.All, so that ENTRA_CLIENT_SECRET_EXPIRES has to say it.
 */
export function expiryOf(credential: AppCredential): Date | null {
  if (credential.kind === 'certificate') return new Date(new X509Certificate(credential.pem).validTo);
  return credential.kind === 'secret' ? (credential.expires ?? null) : null;
}

/** What there is to say about the credential's end: nothing until thirty days before. */
export function expiryWarning(credential: AppCredential, now: Date): TenantWarning | null {
  const until = expiryOf(credential);
  if (until === null) return null;
  const left = Math.ceil((until.getTime() - now.getTime()) / day);
  if (left > warnedAt[0]) return null;
  const [what, variable] =
    credential.kind === 'certificate'
      ? ['certificate', 'ENTRA_CLIENT_CERTIFICATE']
      : ['client secret', 'ENTRA_CLIENT_SECRET'];
  const advice = `Make a new one under "Certificates & secrets" in Entra, and set ${variable}.`;
  const end = until.toISOString().slice(0, 10);
  return until <= now
    ? {
        code: 'CREDENTIAL_EXPIRED',
        message: `The application's ${what} expired on ${end}. ${advice}`,
        until: until.toISOString(),
      }
    : {
        code: 'CREDENTIAL_EXPIRES',
        message: `The application's ${what} expires in ${left} ${left === 1 ? 'day' : 'days'}, on ${end}. ${advice}`,
        until: until.toISOString(),
      };
}

/** The mark (30, 14, 7, 1 days) that has been passed last, 0 once it is over, null before the first: to say it once each. */
export function expiryMark(credential: AppCredential, now: Date): number | null {
  const until = expiryOf(credential);
  if (until === null) return null;
  const left = (until.getTime() - now.getTime()) / day;
  if (left <= 0) return 0;
  return [...warnedAt].reverse().find((mark) => left <= mark) ?? null;
}
