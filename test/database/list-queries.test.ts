import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import type { CoverageQuery, PeopleQuery } from '../../contract/index.ts';
import { coveragePage, summariseCoverage } from '../../server/delivery/coverage.ts';
import { countPeople, listPeople } from '../../server/people/people-list-store.ts';
import { readClicks } from '../../server/signatures/campaign-click-store.ts';
import { sumRunsByDay } from '../../server/sync/run-days-store.ts';
import { openContractDatabase } from '../support/contract-database.ts';

/** Every query behind the lists that grow with the tenant is explained: no collection is gone through, and few documents are read. */

const tenant = 't1';
const people = 2400;
/** What a page may read: itself, and a small group twice. Far fewer than there are. */
const few = 1150;
let database: { close(): Promise<void> };

beforeAll(async () => {
  database = await openContractDatabase('which index answers a list');
  const now = Date.UTC(2027, 0, 1);
  const numbers = Array.from({ length: people }, (_, number) => number);
  const id = (number: number) => `${tenant}:${number}`;
  const insert = (name: string, documents: object[]) => mongoose.connection.collection(name).insertMany(documents);
  await insert(
    'people',
    numbers.map((number) => ({
      ...{ _id: id(number), tenantId: tenant, objectId: String(number), source: 'directory', rank: '1', memberOf: [] },
      kind: number % 500 === 7 ? 'sharedMailbox' : 'user',
      state: number % 400 === 5 ? 'paused' : number % 800 === 9 ? 'removed' : 'active',
      addresses: [`p${number}@example.com`],
      fields: { displayName: `Person ${(number * 2741) % people}`, department: 'Fleet' },
      groupIds: number % 300 === 5 ? ['all', 'board'] : ['all'],
      ...(number === 12 ? { addedGroupIds: ['board'] } : {}),
    })),
  );
  const at = (number: number) => new Date(now + number * 1000);
  await insert(
    'coverage',
    numbers.map((number) => ({
      ...{ _id: id(number), tenantId: tenant, at: at(number) },
      last: { at: at(number), outcome: number % 900 === 11 ? 'failed' : 'inserted' },
    })),
  );
  await insert(
    'outlooks',
    numbers.map((number) => {
      const platform = number % 700 === 13 ? 'android' : 'classic';
      const seen = { platform, version: `16.${number % 7}`, at: at(number) };
      return { _id: `${id(number)}:${platform}`, tenantId: tenant, personId: id(number), ...seen };
    }),
  );
  const day = (number: number) => new Date(now - (number % 90) * 24 * 3_600_000);
  await insert(
    'runs',
    numbers.map((number) => ({
      ...{ _id: `run ${number}`, tenantId: tenant, kind: 'delta', preview: false, startedAt: day(number) },
      ...{ outcome: number % 90 === 3 ? 'failed' : 'applied', counts: { created: 1, updated: 2, removed: 0 } },
    })),
  );
  await insert(
    'campaignClicks',
    numbers.map((number) => ({
      ...{ _id: `${tenant}:c${number}:x`, tenantId: tenant, campaign: `c${number}` },
      ...{ day: day(number).toISOString().slice(0, 10), clicks: 1 },
    })),
  );
}, 60_000);
afterAll(() => database.close());

type Explained = Record<'queryPlanner' | 'executionStats', Record<string, unknown> | undefined>;

/** What the work asks of the database, and how each question is answered. */
async function explained(work: () => Promise<unknown>): Promise<{ stages: string; read: number; returned: number }[]> {
  const asked: (() => Promise<object>)[] = [];
  mongoose.set('debug', (name: string, method: string, filter: object, options: object) => {
    const collection = mongoose.connection.collection(name);
    if (method === 'find') asked.push(() => collection.find(filter, options).explain('executionStats'));
    else if (method === 'findOne')
      asked.push(() => collection.find(filter, { ...options, limit: 1 }).explain('executionStats'));
    else if (method === 'countDocuments') asked.push(() => collection.find(filter, options).explain('queryPlanner'));
    else if (method === 'aggregate')
      asked.push(() => collection.aggregate(filter as object[]).explain('executionStats'));
    else throw new Error(`a list asks with ${method}`);
  });
  await work().finally(() => mongoose.set('debug', false));
  expect(asked.length).toBeGreaterThan(0);
  return Promise.all(
    asked.map(async (ask) => {
      const answer = (await ask()) as { stages?: { $cursor?: object }[] };
      const { queryPlanner, executionStats } = (answer.stages?.[0]?.$cursor ?? answer) as Explained;
      return {
        stages: JSON.stringify(queryPlanner?.winningPlan),
        read: Number(executionStats?.totalDocsExamined ?? 0),
        returned: Number(executionStats?.nReturned ?? 0),
      };
    }),
  );
}

async function expectIndexes(work: () => Promise<unknown>, most = few): Promise<void> {
  const answers = await explained(work);
  for (const { stages } of answers) expect(stages).not.toContain('COLLSCAN');
  expect(answers.reduce((sum, { read }) => sum + read, 0)).toBeLessThan(most);
}

const combinations: Partial<PeopleQuery>[] = [undefined, 'active', 'paused', 'removed'].flatMap((state) =>
  [undefined, 'all', 'board'].flatMap((group) =>
    [undefined, 'sharedMailbox'].map((kind) => ({
      ...(state ? { state: state as 'active' } : {}),
      ...(group ? { group } : {}),
      ...(kind ? { kind: kind as 'sharedMailbox' } : {}),
    })),
  ),
);

describe('people by name', () => {
  test.each(combinations)('%j', async (filter) => {
    let found = 0;
    await expectIndexes(async () => {
      found = (await listPeople(tenant, { limit: 50, ...filter })).people.length;
    });
    const fits = { tenantId: tenant, ...filter } as Record<string, unknown>;
    delete fits.group;
    const stated = filter.state ? {} : { state: { $ne: 'leftOut' } };
    const inGroup = filter.group ? { $or: [{ groupIds: filter.group }, { addedGroupIds: filter.group }] } : {};
    const there = await mongoose.connection.collection('people').countDocuments({ ...fits, ...stated, ...inGroup });
    expect(found).toBe(Math.min(50, there));
  });

  test.each(combinations.filter(({ kind }) => !kind))('with a text as well, from an index: %j', async (filter) => {
    await expectIndexes(() => listPeople(tenant, { limit: 50, query: 'nobody at all', ...filter }), people + few);
  });

  test('a page far down begins where the one before ended', async () => {
    let cursor: string | undefined;
    for (let page = 0; page < 8; page += 1) cursor = (await listPeople(tenant, { limit: 200, cursor })).nextCursor;
    await expectIndexes(() => listPeople(tenant, { limit: 50, cursor }), 100);
  });

  test('are counted without being read', async () => {
    await expectIndexes(() => countPeople(tenant), 1);
    expect(await countPeople(tenant)).toBe(people - 6 - 3);
  });
});

describe('who has the signature in Outlook', () => {
  const narrowed: Partial<CoverageQuery>[] = [
    {},
    { seen: 'yes' },
    { outcome: 'inserted' },
    { outcome: 'failed' },
    { outcome: 'none' },
    { client: 'classic' },
    { client: 'android' },
    { client: 'ios' },
    { client: 'classic', outcome: 'failed' },
    { client: 'android', outcome: 'inserted', state: 'active' },
  ];
  test.each(narrowed)('%j', async (query) => {
    await expectIndexes(() => coveragePage(tenant, { limit: 50, ...query }));
  });

  test('is summed up without reading anybody', async () => {
    await expectIndexes(() => summariseCoverage(tenant), 50);
    const { heardOf, outcomes, clients } = await summariseCoverage(tenant);
    expect(heardOf).toBe(people);
    expect(outcomes).toContainEqual({ outcome: 'failed', people: 3 });
    expect(clients.reduce((sum, client) => sum + client.people, 0)).toBe(people);
    expect(clients).toHaveLength(8);
  });
});

describe('the charts of Home', () => {
  const since = new Date(Date.UTC(2026, 11, 23));
  /** Of 90 days, ten. */
  const recent = Math.ceil(people / 90) * 10;

  test('syncs by day: only those days are read', async () => {
    await expectIndexes(() => sumRunsByDay(tenant, since, 'UTC'), recent + 1);
    const days = await sumRunsByDay(tenant, since, 'UTC');
    expect(days).toHaveLength(10);
    expect(days.find(({ day }) => day === '2026-12-29')).toMatchObject({
      runs: 27,
      failed: 27,
      created: 27,
      updated: 54,
    });
  });

  test('clicks: only those days are read', async () => {
    await expectIndexes(() => readClicks(tenant, '2026-12-23'), recent + 1);
    expect(await readClicks(tenant, '2026-12-23')).toHaveLength(recent);
  });
});
