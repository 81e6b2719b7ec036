import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listAudit } from '../../server/access/index.ts';
import { groupsByName } from '../../server/groups/index.ts';
import {
  createPeople,
  findPersonByAddress,
  importPeople,
  listPeople,
  type PeopleService,
} from '../../server/people/index.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import { openSyncWorld, type SyncWorld } from '../support/sync-world.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const by = { kind: 'command' as const, name: 'test' };
let database: TestDatabase;
let world: SyncWorld;
let people: PeopleService;

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  world = await openSyncWorld(database, { people: 4 });
  people = createPeople({ clock: world.clock, groups: groupsByName(world.clock) });
  await world.run();
});
afterEach(() => world.close());
afterAll(() => database.close());

const run = (lines: string[], dryRun = false) =>
  importPeople(world.tenantId, lines.join('\n'), {
    ...{ dryRun, by, clock: world.clock, groups: groupsByName(world.clock) },
  });
const at = (address: string) => findPersonByAddress(world.tenantId, address, world.clock.now());
const stored = async () => JSON.stringify([...(await world.people()).values()]);

describe('a CSV import', () => {
  it('imports nothing at all where one line cannot be imported, and says of each why', async () => {
    await people.bulk(
      world.tenantId,
      { action: 'remove', on: { ids: [`${world.tenantId}:${idOf(3)}`] } },
      { kind: 'command', name: 'test' },
    );
    const before = await stored();
    const result = await run([
      'address,aliases,displayName',
      'new@x.example,,New',
      `other@x.example,${addressOf(1)},Other`,
      `${addressOf(2)},elsewhere@x.example,`,
      `${addressOf(3)},,Back`,
    ]);
    expect(result.problems).toEqual([
      { line: 3, message: expect.stringContaining('belongs to Ben Number01 already') },
      { line: 4, message: expect.stringContaining('not among the addresses') },
      { line: 5, message: expect.stringContaining('was removed') },
    ]);
    expect(await stored()).toBe(before);
    expect((await listAudit(world.tenantId)).map(({ what }) => what)).not.toContain('person.import');
  });

  it('changes by hand what it names of directory people, who keep that through a sync', async () => {
    const lines = ['mail,title,city,groups', `${addressOf(1).toUpperCase()},Captain,,Crew`];
    expect((await run(lines, true)).people).toEqual([
      {
        ...{ line: 2, address: addressOf(1), name: 'Ben Number01', what: 'update' },
        fields: [
          { field: 'jobTitle', old: 'Job 01', new: 'Captain' },
          { field: 'groups', new: 'Crew' },
        ],
      },
    ]);
    await run(lines);
    world.directory.changeUser(idOf(1), { jobTitle: 'Chief', city: 'Kiel' });
    await world.run();
    expect(await at(addressOf(1))).toMatchObject({
      ...{ fields: { jobTitle: 'Captain', city: 'Kiel' }, sources: { jobTitle: 'hand', city: 'directory' } },
      groupIds: expect.arrayContaining([`${world.tenantId}:crew`, `${world.tenantId}:everyone`]),
    });
    expect((await run(lines)).unchanged).toBe(1);
  });

  it('adds aliases and groups to people entered by hand, once', async () => {
    await run(['mail,name', 'zoe@x.example,Zoe']);
    const lines = ['mail,name,aliases,groups', 'zoe@x.example,Zoe,z@x.example,Crew'];
    expect(await run(lines)).toMatchObject({ updated: 1, problems: [] });
    expect(await run(lines)).toMatchObject({ updated: 0, unchanged: 1 });
    expect(await at('z@x.example')).toMatchObject({ address: 'zoe@x.example', source: 'manual' });
  });
});

describe('people entered by hand', () => {
  const zoe = { address: 'zoe@x.example', aliases: [], kind: 'user' as const, fields: {}, groups: [] };

  it('are there once, whoever enters them at the same moment', async () => {
    const all = await Promise.allSettled([1, 2, 3].map(() => people.create(world.tenantId, zoe, by)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'DUPLICATE' });
    expect(await at('zoe@x.example')).toMatchObject({ fields: { displayName: 'zoe@x.example' } });
  });

  it('become one with a directory user who came while they were removed, when they are restored', async () => {
    const { id } = await people.create(world.tenantId, { ...zoe, fields: { jobTitle: 'Captain' } }, by);
    await people.bulk(world.tenantId, { action: 'remove', on: { ids: [id] } }, by);
    world.directory.addUser({ userPrincipalName: zoe.address, mail: zoe.address, displayName: 'Zoe Quay' });
    await world.run();
    expect(await at(zoe.address)).toMatchObject({ source: 'directory', fields: { displayName: 'Zoe Quay' } });
    await people.bulk(world.tenantId, { action: 'restore', on: { ids: [id] } }, by);
    expect(await at(zoe.address)).toMatchObject({
      ...{ source: 'directory', fields: { displayName: 'Zoe Quay', jobTitle: 'Captain' } },
    });
    const { people: found } = await listPeople(world.tenantId, { query: 'zoe', limit: 10 });
    expect(found).toHaveLength(1);
  });

  it('are all listed, page by page, the nameless of the directory included', async () => {
    for (const number of [1, 2, 3]) world.directory.changeUser(idOf(number), { displayName: null as never });
    await world.run();
    const names: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listPeople(world.tenantId, { limit: 1, cursor });
      names.push(...page.people.map((person) => person.address ?? ''));
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    expect(names.sort()).toEqual([1, 2, 3, 4].map(addressOf));
  });
});
