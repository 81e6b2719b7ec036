import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../embedded-db/index.ts';
import { until } from '../support/eventually.ts';
import { makeDataDir, type RunningSignet, runSignet, type Settings, startSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const minute = 60_000;
const folder = makeDataDir();
let tenant: OwnTenant;
let database: EmbeddedDatabase;
let settings: Settings;
let webs: RunningSignet[] = [];
let token: string;

beforeAll(async () => {
  tenant = await startTenant();
  const { microsoft } = tenant;
  database = await openEmbeddedDatabase({
    file: join(folder.path, 'signet.db'),
    listen: { socket: join(folder.path, 'db.sock') },
  });
  const shared = { MONGODB_URI: database.uri, SESSION_SECRET: 'q7Vd0mZkR2uXw9sLc4TyB8nHf1JgPe6A', ROLES: 'web' };
  settings = { ...tenant.settings, ...shared };
  await runSignet(['tenant', 'connect', microsoft.tenantId], settings);
  await runSignet(['sync', 'run'], settings);
  webs = await Promise.all([startSignet(settings), startSignet(settings)]);
  const address = microsoft.signIn.find((sample) => sample.role === 'employee')?.address ?? '';
  const objectId = microsoft.world.findUser(address)?.user.id ?? '';
  const scopes = [`api://${microsoft.clientId}/access_as_user`];
  token = (await microsoft.issueUserToken(objectId, { scopes })).access_token;
}, 2 * minute);

afterAll(async () => {
  await Promise.all(webs.map((web) => web.stop()));
  await database?.close();
  await tenant?.stop();
  folder.remove();
}, minute);

async function ask(web: RunningSignet, tag = ''): Promise<{ status: number; tag: string; text: string }> {
  const headers = { Authorization: `Bearer ${token}`, 'If-None-Match': tag };
  const answer = await fetch(`${web.ready.url}/api/v1/me/signature`, { headers });
  return { status: answer.status, tag: answer.headers.get('etag') ?? '', text: await answer.text() };
}

it(
  'what another process publishes reaches the next mail everywhere five seconds later at most, under one tag',
  async () => {
    const before = await Promise.all(webs.map((web) => ask(web)));
    expect(before[0]).toEqual(before[1]);
    const { tag } = before[0] ?? { tag: '' };
    for (const web of webs) expect((await ask(web, tag)).status).toBe(304);

    const html = join(folder.path, 'new.html');
    writeFileSync(html, '<p>{{name}}, published elsewhere</p>');
    for (const args of [
      ['save', 'classic', '--html', html],
      ['publish', 'classic'],
    ])
      expect(await runSignet(['template', ...args], settings)).toMatchObject({ code: 0 });
    const isNew = ({ status, text }: { status: number; text: string }) =>
      status === 200 && text.includes('published elsewhere');
    const after = await Promise.all(webs.map((web) => until(() => ask(web, tag), isNew, 5)));
    expect(after[0]?.answer).toEqual(after[1]?.answer);
  },
  minute,
);
