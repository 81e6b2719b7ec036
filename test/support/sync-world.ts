import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { pino } from 'pino';
import type { World } from '../../sandbox/index.ts';
import { startTestSandbox, type TestSandbox } from '../../sandbox/testing/ask.ts';
import type { PersonDocument } from '../../server/people/person-store.ts';
import { stoppedClock } from '../../server/platform/clock.ts';
import { createSync, createSyncWorker, type Run, type SyncService, type SyncWorker } from '../../server/sync/index.ts';
import { createTenants, defaultSettings, type TenantService, type TenantSettings } from '../../server/tenants/index.ts';
import { createSmallDirectory } from './small-directory.ts';
import type { TestDatabase } from './test-database.ts';
import { createTrustingFetch, type OnItsWay } from './trusting-fetch.ts';

/** One folder for the certificates of all sandboxes of a test file. */
const certificates = mkdtempSync(join(tmpdir(), 'signet-sandbox-'));

/** What a test asks of a run; a full one otherwise. */
export type Wishes = Partial<Parameters<SyncService['start']>[1]>;

/**
 * Signet's sync in this process: real services on the real embedded database, reading the sandbox's Graph by https. The clock
 * moves only when somebody waits; waits are written down instead of slept.
 */
export interface SyncWorld {
  tenantId: string;
  directory: World;
  sandbox: TestSandbox;
  clock: ReturnType<typeof stoppedClock>;
  tenants: TenantService;
  sync: SyncService;
  /** Every wait that the directory's answers led to, in milliseconds. */
  waits: number[];
  /** Every request for Graph, as it left. */
  asked: { url: URL; headers: Headers }[];
  /** How often a token was asked for; true: a renewed one. */
  tokens: boolean[];
  /** What was logged. */
  log: Record<string, unknown>[];
  /** Called before each request leaves. */
  onItsWay: OnItsWay;
  /** Called while a run waits, instead of sleeping. */
  onWait: (milliseconds: number) => void | Promise<void>;
  worker(): SyncWorker;
  /** Starts a run, lets a worker of its own carry it out, and gives it ended. */
  run(wishes?: Wishes): Promise<Run>;
  change(path: string, value: unknown): Promise<TenantSettings>;
  /** Everyone stored, by object id, the left-out and removed included. */
  people(): Promise<Map<string, PersonDocument>>;
  close(): Promise<void>;
}

/** `people` in the directory, `pageSize` of them on each page. */
export interface SyncWorldOptions {
  people?: number;
  pageSize?: number;
  directory?: World;
}

/** Opens one. */
export async function openSyncWorld(
  database: TestDatabase,
  { people = 12, pageSize = 5, directory = createSmallDirectory(people) }: SyncWorldOptions = {},
): Promise<SyncWorld> {
  const clock = stoppedClock('2026-11-22T03:00:00Z');
  await database.begin(clock);
  const sandbox = await startTestSandbox({ folder: certificates, world: directory, now: () => clock.now() });
  const { tenantId, graphUrl } = sandbox;
  const [waits, asked, tokens, lines]: [number[], SyncWorld['asked'], boolean[], SyncWorld['log']] = [[], [], [], []];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const { fetch, close } = createTrustingFetch(
    await readFile(join(certificates, 'localhost-cert.pem'), 'utf8'),
    async (request) => {
      inSmallPages(request, pageSize);
      asked.push({ url: request.url, headers: request.headers });
      await world.onItsWay(request);
    },
  );
  let token: Promise<string> | undefined;
  const tenants = createTenants({
    entra: {
      clientId: sandbox.clientId,
      credential: { kind: 'secret', secret: sandbox.clientSecret },
      authorityHost: sandbox.url,
      graphUrl,
      allowedTenants: [tenantId],
    },
    tokens: {
      token: async (_tenant, { fresh = false } = {}) => {
        tokens.push(fresh);
        if (fresh) token = undefined;
        token ??= sandbox.appToken();
        return token;
      },
    },
    clock,
    log,
    wait: async (milliseconds, signal) => {
      waits.push(milliseconds);
      clock.advance(milliseconds);
      await world.onWait(milliseconds);
      signal?.throwIfAborted();
    },
    onConnected: async () => undefined,
    settings: defaultSettings,
    fetch,
  });
  const worker = () => createSyncWorker({ tenants, clock, log });
  let runs = 0;
  const sync = createSync({ clock, wake: () => undefined });
  const world: SyncWorld = {
    ...{ tenantId, directory, sandbox, clock, tenants, sync, waits, asked, tokens, log: lines, worker },
    onItsWay: () => undefined,
    onWait: () => undefined,
    async run(wishes = {}) {
      // Of two runs one is the later.
      if (runs++ > 0) clock.advance(1000);
      const { run } = await sync.start(tenantId, { kind: 'full', trigger: 'manual', preview: false, ...wishes });
      await worker().work(tenantId);
      return sync.find(tenantId, run._id);
    },
    change: (path, value) => tenants.changeSetting(tenantId, path, value, { kind: 'system', name: 'test' }),
    people: readEveryone,
    async close() {
      close();
      await sandbox.stop();
    },
  };
  await tenants.connect(tenantId);
  for (const list of [waits, asked, tokens, lines]) list.length = 0;
  return world;
}

/** Pages as small as the test wants: Graph's own are too large for a small directory. */
function inSmallPages({ url, headers }: { url: URL; headers: Headers }, size: number): void {
  if (url.searchParams.get('$top') === '999') url.searchParams.set('$top', String(size));
  if (url.pathname.endsWith('/delta')) headers.set('Prefer', `odata.maxpagesize=${size}`);
}

async function readEveryone(): Promise<Map<string, PersonDocument>> {
  const everyone = await mongoose.connection.collection<PersonDocument>('people').find({}).sort({ _id: 1 }).toArray();
  return new Map(everyone.map((person) => [String(person.objectId), person]));
}
