import { describe, expect, it } from '@jest/globals';
import { sequence } from '../../sandbox/world/seed.ts';
import type { PersonDocument } from '../../server/people/person-model-store.ts';
import { apply } from '../../server/sync/apply.ts';
import { type Facts, noFacts } from '../../server/sync/facts.ts';
import { allowedRemovals, judge } from '../../server/sync/judge.ts';
import { readStaged } from '../../server/sync/run-page-store.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, smallUser } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';
import type { TestDatabase } from '../support/test-database.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const random = sequence(seed);
const below = (limit: number) => Math.floor(random() * limit);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const shuffled = <Item>(items: Item[]): Item[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

describe(`any plan (again with SEED=${seed})`, () => {
  let database: TestDatabase;
  let world: SyncWorld;
  inSyncWorld(
    async (opened, itsDatabase) => {
      [world, database] = [opened, itsDatabase];
      await world.run();
    },
    { people: 40, pageSize: 9 },
  );

  /** Up to five go, up to five come, some change. */
  function happen(): void {
    for (const number of shuffled(numbers(40)).slice(0, below(6))) world.directory.softDelete(addressOf(number));
    for (let come = 0; come < below(6); come += 1) world.directory.addUser(smallUser(41 + come));
    for (const { user } of shuffled([...world.directory.presentUsers()]).slice(0, below(15)))
      world.directory.changeUser(user.id, {
        jobTitle: `Job ${below(100)}`,
        department: ['Sales', 'Marketing', null][below(3)] ?? null,
      });
  }

  it.each([1, 2, 3])('applied twice is applied once, and nobody outside the plan changes (%i)', async () => {
    const before = await world.people();
    happen();
    const run = await world.run({ preview: true });
    const planned = new Set<string>();
    for await (const { changes } of readStaged(world.tenantId, run._id)) for (const { id } of changes) planned.add(id);
    const applying = {
      ...{ tenantId: world.tenantId, runId: run._id, now: world.clock.now(), fence: 99 },
      signal: new AbortController().signal,
    };
    await apply({ removals: false, fields: [] }, applying);
    const once = await world.people();
    await apply({ removals: false, fields: [] }, applying);
    expect(await world.people()).toEqual(once);
    const outside = (people: Map<string, PersonDocument>) =>
      [...people.values()].filter(({ _id }) => !planned.has(_id));
    expect(outside(once)).toEqual(outside(before));
  });

  it.each([1, 2, 3])('is the same whatever the order of users, the pages and the repeats (%i)', async () => {
    happen();
    const users = [...world.directory.presentUsers()].map(({ user }) => user);
    const state = await database.snapshot();
    const results: unknown[] = [];
    for (let arrangement = 0; arrangement < 3; arrangement += 1) {
      await database.restore(state);
      answerWith(shuffled([...users, ...shuffled(users).slice(0, below(10))]));
      const { counts, outcome, issues } = await world.run();
      world.sandbox.faults.clear();
      const people = [...(await world.people()).values()];
      results.push({
        counts,
        outcome,
        issues,
        people: people.map(({ state, inputHash, fields }) => ({ state, inputHash, fields })),
      });
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  /** Lets Graph show these users in pages of any size. */
  function answerWith(users: object[]): void {
    for (let at = 0, page = 0; at < users.length || page === 0; page += 1) {
      const end = at + 1 + below(12);
      const next = end < users.length ? { '@odata.nextLink': `${world.sandbox.graphUrl}/v1.0/users?page=${page}` } : {};
      world.sandbox.faults.next({ match: /users\?/, status: 200, body: { value: users.slice(at, end), ...next } });
      at = end;
    }
  }
});

describe(`any verdict (again with SEED=${seed})`, () => {
  const facts = (): Facts => {
    const activeBefore = below(2000);
    const group = () => ({
      id: `g${below(5)}`,
      before: below(2) ? below(100) : null,
      now: below(4) ? below(100) : null,
    });
    return {
      ...noFacts('full', activeBefore),
      counts: { ...noFacts('full', 0).counts, seen: 1 + below(2000), removed: below(activeBefore + 1) },
      blanked: { department: below(activeBefore + 1), jobTitle: below(30) },
      groups: numbers(below(3)).map(group),
    };
  };
  const many = numbers(500).map(facts);

  it('keeps removals back where there are more than pass, and never where there are none', () => {
    for (const each of many) {
      const { removals } = judge(each);
      if (each.counts.removed > allowedRemovals(each.activeBefore)) expect([each, removals]).toEqual([each, true]);
      if (each.counts.removed === 0) expect([each, removals]).toEqual([each, false]);
    }
  });

  it('does not loosen when more is removed or goes empty', () => {
    for (const each of many) {
      const [now, worse] = [
        judge(each),
        judge({ ...each, counts: { ...each.counts, removed: each.counts.removed + 1 } }),
      ];
      expect([each, !now.removals || worse.removals]).toEqual([each, true]);
      const blanker = judge({ ...each, blanked: { ...each.blanked, department: (each.blanked.department ?? 0) + 1 } });
      expect(blanker.fields).toEqual(expect.arrayContaining(now.fields));
    }
  });

  it('keeps everything back only where nobody was seen at all', () => {
    for (const each of many) {
      expect(judge(each).everything).toBe(false);
      const empty = judge({ ...each, counts: { ...each.counts, seen: 0 }, groups: [] });
      expect(empty.everything).toBe(each.activeBefore > 0);
    }
  });

  it('names the group for each hold that a group is the reason of', () => {
    for (const each of many) {
      const { groups, reasons } = judge(each);
      expect(groups).toHaveLength(reasons.filter(({ code }) => code.startsWith('GROUP_')).length);
    }
  });

  it('knows the bounds: at least 5, at most 500, else 5 %', () => {
    expect([0, 100, 101, 1000, 10_000, 250_000].map(allowedRemovals)).toEqual([5, 5, 5, 50, 500, 500]);
  });
});
