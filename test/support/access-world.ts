import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JWTPayload, SignJWT } from 'jose';
import type { Role } from '../../contract/index.ts';
import { loadSigningKey, type SigningKey } from '../../sandbox/entra/signing-key.ts';
import { startTestSandbox, type TestSandbox } from '../../sandbox/testing/ask.ts';
import { createApiTokens, createSessions, grantRole } from '../../server/access/index.ts';
import { createApp } from '../../server/app.ts';
import { compose, type Signet } from '../../server/compose.ts';
import { stoppedClock } from '../../server/platform/clock.ts';
import { readConfig } from '../../server/platform/config.ts';
import { createLog } from '../../server/platform/log.ts';
import { defaultSettings } from '../../server/tenants/index.ts';
import { saveConnection } from '../../server/tenants/tenant-store.ts';
import { createSmallDirectory, idOf } from './small-directory.ts';
import { createTrustingFetch } from './trusting-fetch.ts';

/** One folder for the certificate and the key of all sandboxes of a test file. */
const keys = mkdtempSync(join(tmpdir(), 'signet-sandbox-'));
/** A second organisation on the same installation; its Entra exists only as far as its keys are asked for. */
export const foreignTenantId = 'ffffffff-0000-4000-8000-00000000000f';
const apiScope = 'access_as_user';

/** What somebody sends to prove who they are. */
export type Credentials = Record<string, string>;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape is what they check.
  body: any;
}

/**
 * The whole HTTP side in this process, asked over real HTTP: two tenants, a directory of a few people, a clock that stands still.
 * Person 1 of the directory is the one who asks unless a test says otherwise.
 */
export interface AccessWorld {
  url: string;
  tenantId: string;
  signet: Signet;
  app: ReturnType<typeof createApp>;
  sandbox: TestSandbox;
  clock: ReturnType<typeof stoppedClock>;
  /** The key and the certificate with which the tenant's Entra signs, as PEM. */
  signingKey: string;
  /** What was logged, as JSON lines. */
  log: string[];
  /** A request as it stands; no header but those given. */
  ask(method: string, path: string, credentials?: Credentials, body?: unknown): Promise<Answer>;
  /** Somebody's session with roles of an Entra token, as headers; person 1 by default. */
  session(roles: Role[], who?: { person?: number; tenantId?: string }): Promise<Credentials>;
  apiToken(role: Role, who?: { tenantId?: string }): Promise<Credentials>;
  /** An access token for the add-in's API, changed as wished; signed by the tenant's own key. */
  userToken(claims?: JWTPayload, header?: { kid?: string }): Promise<string>;
  bearer(token: string): Credentials;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Opens one, with so many people in the directory. */
export async function openAccessWorld({ people = 5 } = {}): Promise<AccessWorld> {
  const clock = stoppedClock('2026-11-22T09:00:00Z');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const sandbox = await startTestSandbox({
    ...{ folder: keys, world: createSmallDirectory(people), appUrl: url, now: () => clock.now() },
  });
  const key = await loadSigningKey(keys);
  const restoreFetch = trust(sandbox, await readFile(join(keys, 'localhost-cert.pem'), 'utf8'), key);
  const data = mkdtempSync(join(tmpdir(), 'signet-'));
  const log: string[] = [];
  const signet = await compose(
    readConfig({
      PUBLIC_URL: url,
      DATA_DIR: data,
      ENTRA_AUTHORITY_HOST: sandbox.url,
      GRAPH_URL: sandbox.graphUrl,
      ENTRA_CLIENT_ID: sandbox.clientId,
      ENTRA_CLIENT_SECRET: sandbox.clientSecret,
      ALLOWED_TENANTS: `${sandbox.tenantId},${foreignTenantId}`,
    }),
    { clock, log: createLog('trace', { write: (line) => void log.push(line) }) },
    { lasting: false },
  );
  const { tenantId } = sandbox;
  await signet.tenants.connect(tenantId);
  const now = clock.now();
  await saveConnection({
    ...{ tenantId: foreignTenantId, name: 'Foreign', connectedAt: now, settings: defaultSettings },
    access: { checkedAt: now, roles: [] },
  });
  const app = createApp(signet);
  server.on('request', app);
  const world: AccessWorld = {
    ...{ url, tenantId, signet, app, sandbox, clock, log },
    signingKey: await readFile(join(keys, 'entra-signing-key.pem'), 'utf8'),
    ask: (method, path, credentials = {}, body = undefined) => ask(url, method, path, credentials, body),
    async session(roles, { person = 1, tenantId: of = tenantId } = {}) {
      const who = { tenantId: of, objectId: idOf(person), name: `Number ${person}`, address: '', returnTo: '/' };
      return { Cookie: `__Host-signet=${await createSessions(clock).start({ ...who, roles })}`, Origin: url };
    },
    async apiToken(role, { tenantId: of = tenantId } = {}) {
      const asked = { name: `for a test: ${role}`, role, expires: 90 * 86_400_000 };
      const { token } = await createApiTokens(clock).create(of, asked, { kind: 'system', name: 'test' });
      return world.bearer(token);
    },
    userToken: (claims = {}, header = {}) => signToken(world, key, claims, header),
    bearer: (token) => ({ Authorization: `Bearer ${token}` }),
    async sync() {
      clock.advance(1000);
      // One that a request started ends first: two would be one.
      await signet.worker.work(tenantId);
      await signet.sync.start(tenantId, { kind: 'full', trigger: 'manual', preview: false });
      await signet.worker.work(tenantId);
    },
    async close() {
      await closeServer(server);
      await signet.close();
      restoreFetch();
      await sandbox.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  await grantRole(tenantId, { objectId: idOf(1), role: 'admin', address: 'person01', grantedAt: now });
  await world.sync();
  return world;
}

async function ask(url: string, method: string, path: string, headers: Credentials, body: unknown): Promise<Answer> {
  const json = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const answer = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(json === undefined ? {} : { body: json as string }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json');
  return { status: answer.status, headers: answer.headers, text, body: isJson && text ? JSON.parse(text) : null };
}

/** The claims of an employee's token, as Entra issues it for our API. */
async function signToken(world: AccessWorld, key: SigningKey, claims: JWTPayload, header: object): Promise<string> {
  const { sandbox, clock, tenantId } = world;
  const seconds = Math.floor(clock.now().getTime() / 1000);
  const tid = typeof claims.tid === 'string' ? claims.tid : tenantId;
  return new SignJWT({
    ...{ iss: `${sandbox.url}/${tid}/v2.0`, aud: sandbox.clientId, azp: sandbox.clientId, tid, ver: '2.0' },
    ...{
      iat: seconds,
      nbf: seconds,
      exp: seconds + 3600,
      scp: apiScope,
      oid: idOf(1),
      sub: 'somebody',
      name: 'Somebody',
    },
    ...claims,
  })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid, ...header })
    .sign(key.privateKey);
}

/** Lets this process trust the sandbox's certificate, and gives the foreign tenant its keys: the same, under its own issuer. */
function trust(sandbox: TestSandbox, ca: string, key: SigningKey): () => void {
  const own = globalThis.fetch;
  const trusting = createTrustingFetch(ca, () => undefined);
  const foreign = `${sandbox.url}/${foreignTenantId}`;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url === `${foreign}/v2.0/.well-known/openid-configuration`)
      return Response.json({ issuer: `${foreign}/v2.0`, jwks_uri: `${foreign}/keys` });
    if (url === `${foreign}/keys`) return Response.json({ keys: [key.jwk] });
    return url.startsWith(sandbox.url) ? trusting.fetch(input, init) : own(input, init);
  };
  return () => {
    globalThis.fetch = own;
    trusting.close();
  };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
