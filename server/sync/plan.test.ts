import { describe, expect, it } from '@jest/globals';
import type { CensusEntry } from '../people/index.ts';
import { allowedRemovals, judge } from './judge.ts';
import { countsOf, type Plan, plan, type ReadResult } from './plan.ts';

const wanted = (ids: string[], hash = 'h', addresses = (id: string) => [`${id}@x`], rank = '00-2020'): ReadResult => ({
  seen: ids.length,
  skipped: new Map(),
  wanted: new Map(
    ids.map((id) => [
      id,
      {
        name: id,
        issues: [],
        person: {
          id,
          objectId: id,
          kind: 'user',
          address: addresses(id)[0],
          addresses: addresses(id),
          fields: {},
          groupIds: [],
          rank,
          hash,
        },
      },
    ]),
  ),
});
const there = (ids: string[], change: Partial<CensusEntry> = {}): CensusEntry[] =>
  ids.map((id) => ({ id, hash: 'h', state: 'active', name: id, ...change }));

/** What is there after a plan was applied. */
function after(made: Plan, before: CensusEntry[]): CensusEntry[] {
  const byId = new Map(before.map((entry) => [entry.id, entry]));
  for (const { id, hash } of made.writes)
    byId.set(id, { ...(byId.get(id) ?? { id, name: id, state: 'active' }), hash });
  for (const id of made.restores) byId.set(id, { ...(byId.get(id) as CensusEntry), state: 'active' });
  for (const { id } of made.removals) byId.set(id, { ...(byId.get(id) as CensusEntry), state: 'removed' });
  return [...byId.values()];
}

describe('plan', () => {
  it('tells new, changed, unchanged, gone and returned people apart', () => {
    const before = [
      ...there(['same']),
      ...there(['changed'], { hash: 'old' }),
      ...there(['gone']),
      ...there(['back'], { state: 'removed' }),
      ...there(['long gone'], { state: 'removed' }),
    ];
    const made = plan(wanted(['same', 'changed', 'new', 'back']), before);
    expect(made.creates).toEqual(['new']);
    expect(made.updates).toEqual(['changed']);
    expect(made.restores).toEqual(['back']);
    expect(made.removals).toEqual([{ id: 'gone', name: 'gone' }]);
    expect(countsOf(made)).toEqual({
      seen: 4,
      created: 1,
      updated: 1,
      unchanged: 1,
      removed: 1,
      restored: 1,
      skipped: 0,
    });
    expect(made.writes.map(({ id }) => id)).toEqual(['changed', 'new']);
  });

  it('changes nothing when applied a second time', () => {
    const read = wanted(['a', 'b', 'c']);
    const before = [...there(['b'], { hash: 'old' }), ...there(['gone']), ...there(['c'], { state: 'removed' })];
    const again = plan(read, after(plan(read, before), before));
    expect(again).toMatchObject({ writes: [], creates: [], updates: [], restores: [], removals: [], unchanged: 3 });
  });

  it('gives an address that two claim to the smaller rank, and tells the other', () => {
    const read = wanted(['older', 'newer'], 'h', (id) => [`${id}@x`, 'shared@x']);
    const older = read.wanted.get('older');
    if (older) older.person.rank = '00-2010';
    expect(plan(read, []).issues).toEqual([
      { person: 'newer@x', code: 'ADDRESS_TAKEN', message: expect.stringContaining('shared@x belongs to older') },
    ]);
  });
});

describe('judge', () => {
  const leaving = (before: number, removals: number) =>
    judge(
      plan(
        wanted(Array.from({ length: before - removals }, (_, n) => `p${n}`)),
        there(Array.from({ length: before }, (_, n) => `p${n}`)),
      ),
    );

  it('holds everything when the directory comes back empty', () => {
    expect(leaving(3, 3)).toMatchObject({ kind: 'hold', code: 'EMPTY_DIRECTORY', keepsBack: 'everything' });
  });

  it('lets a first sync into an empty installation pass', () => expect(judge(plan(wanted([]), [])).kind).toBe('apply'));

  it.each([
    [10, 5, 'apply'],
    [10, 6, 'hold'],
    [200, 10, 'apply'],
    [200, 11, 'hold'],
  ])('of %i people lets %i go: %s', (before, removals, kind) => expect(leaving(before, removals).kind).toBe(kind));

  it('never lets more than 500 go without asking', () => expect(allowedRemovals(1_000_000)).toBe(500));
});
