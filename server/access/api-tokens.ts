import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CreatedToken, NewToken, TokenView } from '../../contract/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import {
  type ApiToken,
  deleteApiToken,
  findApiToken,
  insertApiToken,
  listApiTokens,
  touchApiToken,
} from './api-token-store.ts';
import { type Actor, audit } from './audit-store.ts';

/** What every token begins with, so that secret scanners know one when they see it. */
export const tokenPrefix = 'signet_';
const wellFormed = /^signet_([0-9a-f]{16})_([\w-]{43})$/;
/** The last use is noted this often, not with each request. Milliseconds. */
const touchEvery = 5 * 60_000;

/** Keys for programs: `signet_<id>_<256 random bits>`, with one role in one tenant, for a while. */
export interface ApiTokens {
  /** A token made with a token ends with it: `notAfter`. */
  create(tenantId: string, asked: NewToken, by: Actor, notAfter?: Date): Promise<CreatedToken>;
  list(tenantId: string): Promise<TokenView[]>;
  /** Ends a token at once. @throws {SignetError} NOT_FOUND */
  revoke(tenantId: string, id: string, by: Actor): Promise<void>;
  /** The token that is meant. @throws {SignetError} TOKEN_INVALID, and says no more than that it has expired */
  open(given: string): Promise<ApiToken>;
}

const hash = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** API tokens by this clock. */
export function createApiTokens(clock: Clock): ApiTokens {
  return {
    async create(tenantId, { name, role, expires }, by, notAfter) {
      const id = randomBytes(8).toString('hex');
      const secret = randomBytes(32).toString('base64url');
      const createdAt = clock.now();
      const wanted = new Date(createdAt.getTime() + expires);
      const token: ApiToken = {
        ...{ _id: id, tenantId, name, role, hash: hash(secret), createdAt, createdBy: by.address || by.name },
        expiresAt: notAfter && notAfter < wanted ? notAfter : wanted,
      };
      await insertApiToken(token);
      await audit(tenantId, { by, what: 'token.create', targets: [id], after: { name, role } }, createdAt);
      return { ...toView(token, createdAt), token: `${tokenPrefix}${id}_${secret}` };
    },

    async list(tenantId) {
      return (await listApiTokens(tenantId)).map((token) => toView(token, clock.now()));
    },

    async revoke(tenantId, id, by) {
      if (!(await deleteApiToken(tenantId, id)))
        throw new SignetError('NOT_FOUND', 'There is no API token with this id. "signet token list" shows them.');
      await audit(tenantId, { by, what: 'token.revoke', targets: [id] }, clock.now());
    },

    async open(given) {
      const [, id = '', secret = ''] = wellFormed.exec(given) ?? [];
      const token = id ? await findApiToken(id) : null;
      if (!token || !sameHash(hash(secret), token.hash))
        throw new SignetError('TOKEN_INVALID', 'This is not an API token of Signet, or it was revoked.');
      const now = clock.now();
      if (token.expiresAt <= now)
        throw new SignetError('TOKEN_INVALID', 'This API token has expired. Create a new one: signet token create.');
      if (now.getTime() - (token.lastUsedAt?.getTime() ?? 0) > touchEvery)
        await touchApiToken(token.tenantId, token._id, now);
      return token;
    },
  };
}

function sameHash(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

function toView({ _id, name, role, createdAt, createdBy, expiresAt, lastUsedAt }: ApiToken, now: Date): TokenView {
  return {
    ...{ id: _id, name, role, createdAt: createdAt.toISOString(), createdBy },
    ...{ expiresAt: expiresAt.toISOString(), expired: expiresAt <= now },
    ...(lastUsedAt ? { lastUsedAt: lastUsedAt.toISOString() } : {}),
  };
}
