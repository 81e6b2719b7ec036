import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, startTestSandbox, type TestSandbox } from '../testing/ask.ts';

let sandbox: TestSandbox;
let time = new Date('2026-11-22T03:00:00Z');
beforeEach(async () => {
  time = new Date('2026-11-22T03:00:00Z');
  sandbox = await startTestSandbox({ now: () => time });
});
afterEach(() => sandbox.stop());

interface Shown {
  id: string;
  '@removed'?: { reason: string };
  [name: string]: unknown;
}

/** All pages of a round. */
async function round(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ pages: Shown[][]; deltaLink: string; first: Answer }> {
  const token = await sandbox.appToken();
  const pages: Shown[][] = [];
  let first: Answer | undefined;
  for (let next: string | undefined = url; next; ) {
    const answer: Answer = await sandbox.ask(next, { token, headers });
    if (answer.status !== 200) throw new Error(answer.text);
    first ??= answer;
    pages.push(answer.json.value);
    next = answer.json['@odata.nextLink'];
    expect(Boolean(next)).not.toBe(Boolean(answer.json['@odata.deltaLink']));
    if (!next) return { pages, deltaLink: answer.json['@odata.deltaLink'], first };
  }
  throw new Error('unreachable');
}

const start = '/users/delta?$select=displayName,jobTitle,manager';
const ada = 'ada.lindgaard@northwind-harbour.example';

describe('users/delta, first round', () => {
  it('shows everyone in pages of at most 200, some twice, the deleted as removed', async () => {
    const { pages } = await round(start);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(200);
    const all = pages.flat();
    expect(new Set(all.map(({ id }) => id)).size).toBeLessThan(all.length);
    const present = new Set([...sandbox.world.presentUsers()].map(({ user }) => user.id));
    expect(new Set(all.filter((user) => !user['@removed']).map(({ id }) => id))).toEqual(present);
    expect(all.filter((user) => user['@removed']?.reason === 'changed').length).toBeGreaterThan(1);
  });

  it('leaves out what was never set and shows as null what was cleared', async () => {
    const { pages } = await round('/users/delta?$select=jobTitle');
    const of = (name: string) =>
      pages.flat().find(({ id }) => id === sandbox.world.findUser(`${name}@northwind-harbour.example`)?.user.id);
    expect(of('bare')).not.toHaveProperty('jobTitle');
    expect(of('cleared')).toHaveProperty('jobTitle', null);
  });

  it('takes a smaller page from Prefer, never a larger', async () => {
    expect((await round(start, { Prefer: 'odata.maxpagesize=50' })).pages[0]).toHaveLength(50);
    expect((await round(start, { Prefer: 'odata.maxpagesize=999' })).pages[0]).toHaveLength(200);
  });

  it('gives the manager by id only', async () => {
    const { pages } = await round(start);
    const entry = sandbox.world.findUser(ada);
    const shown = pages.flat().find(({ id }) => id === entry?.user.id);
    expect(shown?.['manager@delta']).toEqual([{ '@odata.type': '#microsoft.graph.user', id: entry?.managerId }]);
  });

  it.each(['$top=5', '$expand=manager', '$orderby=displayName', "$filter=department eq 'Sales'"])(
    'refuses %s',
    async (option) => {
      expect((await sandbox.get(`/users/delta?${encodeURI(option)}`)).status).toBe(400);
    },
  );
});

describe('users/delta, later rounds', () => {
  it('is empty when nothing happened, with a new link', async () => {
    const { deltaLink } = await round(start);
    const quiet = await round(deltaLink);
    expect(quiet.pages).toEqual([[]]);
    expect((await round(quiet.deltaLink)).pages).toEqual([[]]);
  });

  it('shows changes of selected fields only, whole; with return=minimal only what changed', async () => {
    const { deltaLink } = await round(start);
    sandbox.world.changeUser(ada, { jobTitle: 'Chief Digital Officer' });
    sandbox.world.changeUser(sandbox.signIn[1]?.address ?? '', { department: 'Elsewhere' });
    const id = sandbox.world.findUser(ada)?.user.id;
    expect((await round(deltaLink)).pages).toEqual([
      [{ displayName: 'Ada Lindgaard', jobTitle: 'Chief Digital Officer', id }],
    ]);
    const minimal = await round(deltaLink, { Prefer: 'return=minimal' });
    expect(minimal.pages).toEqual([[{ jobTitle: 'Chief Digital Officer', id }]]);
    expect(minimal.first.headers['preference-applied']).toBe('return=minimal');
  });

  it('tells soft deletion from purge, and shows the restored as new', async () => {
    const { deltaLink } = await round(start);
    const id = sandbox.world.findUser(ada)?.user.id ?? '';
    sandbox.world.softDelete(id);
    expect((await round(deltaLink)).pages).toEqual([[{ id, '@removed': { reason: 'changed' } }]]);
    sandbox.world.restore(id);
    expect((await round(deltaLink)).pages[0]?.[0]).toMatchObject({ displayName: 'Ada Lindgaard', id });
    sandbox.world.purge(id);
    expect((await round(deltaLink)).pages).toEqual([[{ id, '@removed': { reason: 'deleted' } }]]);
  });

  it('shows a new user, and a new manager with the old one removed', async () => {
    const { deltaLink } = await round(start);
    const id = sandbox.world.addUser({ userPrincipalName: 'new@northwind-harbour.example', displayName: 'New' });
    const before = sandbox.world.findUser(ada)?.managerId;
    sandbox.world.setManager(ada, id);
    const [page] = (await round(deltaLink)).pages;
    expect(page?.[0]).toEqual({ displayName: 'New', id });
    expect(page?.[1]?.['manager@delta']).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: before, '@removed': { reason: 'deleted' } },
      { '@odata.type': '#microsoft.graph.user', id },
    ]);
  });

  it('begins from now with $deltatoken=latest', async () => {
    const { pages, deltaLink } = await round(`${start}&$deltatoken=latest`);
    expect(pages).toEqual([[]]);
    sandbox.world.changeUser(ada, { jobTitle: null });
    expect((await round(deltaLink)).pages[0]?.[0]).toMatchObject({ jobTitle: null });
  });

  it('shows what changed during the first round in the next', async () => {
    const token = await sandbox.appToken();
    const first = await sandbox.ask(start, { token });
    sandbox.world.changeUser(ada, { jobTitle: 'Meanwhile' });
    const { deltaLink } = await round(first.json['@odata.nextLink']);
    expect((await round(deltaLink)).pages[0]?.[0]).toMatchObject({ jobTitle: 'Meanwhile' });
  });

  it('is gone after seven days or a reset: 410, and where to begin again', async () => {
    const { deltaLink } = await round(start);
    time = new Date('2026-11-29T03:00:01Z');
    const old = await sandbox.get(deltaLink);
    expect([old.status, old.json.error.code]).toEqual([410, 'syncStateNotFound']);
    expect(old.headers.location).toBe(`${sandbox.graphUrl}/v1.0/users/delta?$deltatoken=`);
    expect((await sandbox.get(String(old.headers.location))).json.value).toHaveLength(200);
    const fresh = await round(start);
    sandbox.world.expireDeltaTokens();
    expect((await sandbox.get(fresh.deltaLink)).status).toBe(410);
  });

  it('refuses $select beside a token', async () => {
    const { deltaLink } = await round(start);
    expect((await sandbox.get(`${deltaLink}&$select=displayName`)).status).toBe(400);
  });
});

describe('groups/delta', () => {
  it('gives members by id, and later who joined and left', async () => {
    const { pages, deltaLink } = await round('/groups/delta');
    const pilot = pages.flat().find(({ displayName }) => displayName === 'Signature Pilot');
    const members = pilot?.['members@delta'] as { id: string }[];
    expect(members.length).toBeGreaterThan(2);
    const [left, ...stay] = members.map(({ id }) => id);
    const joined = sandbox.world.findUser("sean.o'brien@northwind-harbour.example")?.user.id ?? '';
    sandbox.world.setMembers(pilot?.id ?? '', [...stay, joined]);
    const [changed] = (await round(deltaLink)).pages.flat();
    expect(changed?.['members@delta']).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: left, '@removed': { reason: 'deleted' } },
      { '@odata.type': '#microsoft.graph.user', id: joined },
    ]);
  });
});
