import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ready } from '../../server/main.ts';
import type { Settings } from '../support/signet-process.ts';
import { startTenant } from '../support/tenant.ts';
import type { Found, Task } from './api/load.ts';
import { cpuSecondsOf, runCommand, type Started, startFork, startProgram, stop, tell } from './api/processes.ts';
import { type Benchmark, type Figure, figure } from './benchmark.ts';

const path = '/api/v1/me/signature';
const callers = 50;
/** Slices of one round: the two servers take turns, so that what else the machine does meets both. */
const slices = 4;
const secondsEach = 1.5;
const connections = 16;

/** One server under test: where it is, and the requests that it answers with 200 and with 304. */
interface Side {
  started: Started<unknown>;
  port: number;
  whole: string[];
  unchanged: string[];
}

interface Measured {
  perSecond: number;
  /** Microseconds of processor time a request. */
  cpu: number;
}

interface Round {
  signet: { whole: Measured; unchanged: Measured };
  bare: { whole: Measured; unchanged: Measured };
  steady: { signet: Found; bare: Found };
}

/** What Outlook asks for most, beside a bare route; servers, database, and load are processes of their own. */
export const benchmark: Benchmark = {
  about: 'GET /api/v1/me/signature beside a bare Express route that verifies the same token and reads the same person',
  async run({ rounds, say }) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    const tenant = await startTenant();
    const running: Started<unknown>[] = [];
    const keep = <Said>(one: Started<Said>) => {
      running.unshift(one);
      return one;
    };
    try {
      const files = ['--file', join(folder, 'signet.db'), '--socket', join(folder, 'db.sock')];
      const { uri } = keep(await startProgram<{ uri: string }>('embedded-db/cli.js', files, {})).said;
      const secret = randomBytes(32).toString('hex');
      const own = { MONGODB_URI: uri, SESSION_SECRET: secret, PORT: '0', LOG_LEVEL: 'warn' };
      const settings: Settings = { ...tenant.settings, ...own };
      await runCommand(['tenant', 'connect', tenant.microsoft.tenantId], settings);
      await runCommand(['sync', 'run'], settings);
      const web = { ...settings, ROLES: 'web' };
      const server = keep(await startProgram<Ready>('server/cli.js', ['start', '--json'], web));
      const signet = await sideOf(server, Number(new URL(server.said.url).port), await tokensOf(tenant));
      const { tenantId, url, clientId } = tenant.microsoft;
      const bareArgs = [uri, `${url}/${tenantId}/v2.0`, `${url}/${tenantId}/discovery/v2.0/keys`, clientId];
      const env = { NODE_EXTRA_CA_CERTS: settings.NODE_EXTRA_CA_CERTS };
      const bareServer = keep(await startFork<number>('bare-server.js', bareArgs, env));
      await tell(bareServer.child, await answersOf(signet));
      const bare = await sideOf(bareServer, bareServer.said, signet.tokens);
      const load = keep(await startFork('load.js', [], {}));
      const all: Round[] = [];
      await measured(load, signet, 'whole', 3);
      await measured(load, bare, 'whole', 3);
      for (let round = 1; round <= rounds; round += 1) {
        all.push(await measureRound(load, signet, bare));
        say(`round ${round}: ${JSON.stringify(all.at(-1))}`);
      }
      return figuresOf(all);
    } finally {
      for (const one of running) await stop(one);
      await tenant.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function tokensOf({ microsoft }: Awaited<ReturnType<typeof startTenant>>): Promise<string[]> {
  const employees = [...microsoft.world.presentUsers()].filter(
    ({ user }) => user.userType === 'Member' && user.accountEnabled && user.mail,
  );
  const scopes = [`api://${microsoft.clientId}/access_as_user`];
  const issued = employees.slice(0, callers).map(({ user }) => microsoft.issueUserToken(user.id, { scopes }));
  return (await Promise.all(issued)).map(({ access_token }) => access_token);
}

/** Asks once for each person, to learn the tags. */
async function sideOf(started: Started<unknown>, port: number, tokens: string[]): Promise<Side & { tokens: string[] }> {
  const request = (token: string, more = '') =>
    `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: application/json\r\nAuthorization: Bearer ${token}\r\n${more}\r\n`;
  const unchanged: string[] = [];
  for (const token of tokens) {
    const answer = await ask(port, token);
    unchanged.push(request(token, `If-None-Match: ${answer.headers.get('etag')}\r\n`));
  }
  return { started, port, tokens, whole: tokens.map((token) => request(token)), unchanged };
}

async function ask(port: number, token: string): Promise<Response> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { Authorization: `Bearer ${token}` } });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer;
}

/** Signet's answers by person, for the bare route to give. */
async function answersOf({ port, tokens }: { port: number; tokens: string[] }): Promise<[string, string][]> {
  return Promise.all(
    tokens.map(async (token): Promise<[string, string]> => {
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
      return [`${claims.tid}:${claims.oid}`, await (await ask(port, token)).text()];
    }),
  );
}

async function measured(
  load: Started<unknown>,
  { started, port, whole, unchanged }: Side,
  kind: 'whole' | 'unchanged',
  seconds = secondsEach,
): Promise<Measured> {
  const cpu = cpuSecondsOf(started.child);
  const requests = kind === 'whole' ? whole : unchanged;
  const task: Task = { port, requests, status: kind === 'whole' ? 200 : 304, connections, seconds };
  const { perSecond } = await tell<Found>(load.child, task);
  return { perSecond, cpu: ((cpuSecondsOf(started.child) - cpu) * 1_000_000) / (perSecond * seconds) };
}

async function measureRound(load: Started<unknown>, signet: Side, bare: Side): Promise<Round> {
  const sums = { signet: { whole: zero(), unchanged: zero() }, bare: { whole: zero(), unchanged: zero() } };
  for (let slice = 0; slice < slices; slice += 1) {
    for (const kind of ['whole', 'unchanged'] as const) {
      add(sums.bare[kind], await measured(load, bare, kind));
      add(sums.signet[kind], await measured(load, signet, kind));
    }
  }
  const steady = {
    signet: await steadily(load, signet, sums.signet.whole.perSecond * 0.7),
    bare: await steadily(load, bare, sums.bare.whole.perSecond * 0.7),
  };
  return { ...sums, steady };
}

async function steadily(load: Started<unknown>, { port, whole }: Side, rate: number): Promise<Found> {
  const task: Task = { port, requests: whole, status: 200, connections: 64, seconds: 5, rate };
  return tell<Found>(load.child, task);
}

const zero = (): Measured => ({ perSecond: 0, cpu: 0 });

function add(sum: Measured, { perSecond, cpu }: Measured): void {
  sum.perSecond += perSecond / slices;
  sum.cpu += cpu / slices;
}

function figuresOf(rounds: Round[]): Figure[] {
  const each = (name: string, unit: string, value: (round: Round) => number, bound: Partial<Figure> = {}) =>
    figure(name, unit, rounds.map(value), bound);
  return [
    each('bare route', 'requests/s', ({ bare }) => bare.whole.perSecond),
    each('Signet', 'requests/s', ({ signet }) => signet.whole.perSecond),
    each('Signet / bare route', '×', ({ signet, bare }) => signet.whole.perSecond / bare.whole.perSecond, {
      atLeast: 0.7,
    }),
    each('bare route, 304', 'requests/s', ({ bare }) => bare.unchanged.perSecond),
    each('Signet, 304', 'requests/s', ({ signet }) => signet.unchanged.perSecond),
    each('Signet / bare route, 304', '×', ({ signet, bare }) => signet.unchanged.perSecond / bare.unchanged.perSecond, {
      atLeast: 0.85,
    }),
    each('p50 at 70 % load', 'ms', ({ steady }) => steady.signet.p50),
    each('p99 at 70 % load', 'ms', ({ steady }) => steady.signet.p99),
    each('p99 / p50 at 70 % load', '×', ({ steady }) => steady.signet.p99 / steady.signet.p50, { atMost: 5 }),
    each('bare route: p99 / p50 at 70 % load', '×', ({ steady }) => steady.bare.p99 / steady.bare.p50),
    // On a busy machine the ratios of processor time say more than those above; they have no bounds.
    each('processor time: bare route / Signet', '×', ({ signet, bare }) => bare.whole.cpu / signet.whole.cpu),
    each(
      'processor time: bare route / Signet, 304',
      '×',
      ({ signet, bare }) => bare.unchanged.cpu / signet.unchanged.cpu,
    ),
  ];
}
