import { decodeJwt } from 'jose';

/**
 * The application permissions in our own token for Graph (claim `roles`). It is not verified: it came from Entra over TLS, and
 * Graph decides. Graph's tokens are not ours to read by contract, so that whatever has no such claim gives none.
 */
export function rolesIn(token: string): string[] {
  try {
    const { roles } = decodeJwt(token);
    return Array.isArray(roles) ? roles.map(String).sort() : [];
  } catch {
    return [];
  }
}
