import { describe, expect, it } from '@jest/globals';
import { groupsByName } from '../../server/groups/index.ts';
import { createPeople } from '../../server/people/index.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld(async (opened) => {
  world = opened;
  await world.run();
});

const by = { kind: 'person', name: 'Admin' } as never;
const act = (action: 'pause' | 'resume', ...numbers: number[]) =>
  createPeople({ clock: world.clock, groups: groupsByName(world.clock) }).bulk(
    world.tenantId,
    { action, on: { ids: numbers.map((number) => `${world.tenantId}:${idOf(number)}`) } },
    by,
  );
const delta = () => world.run({ kind: 'delta' });
const person = async (number: number) => (await world.people()).get(idOf(number));

describe('someone who was paused and goes on', () => {
  it('gets by the next delta what changed meanwhile, though a delta has told of it before; then nobody is asked again', async () => {
    await act('pause', 3, 4);
    world.directory.changeUser(addressOf(3), { jobTitle: 'Captain' });
    expect(await delta()).toMatchObject({ counts: { updated: 0 } });
    await act('resume', 3, 4);
    expect((await person(3))?.fields.jobTitle).toBe('Job 03');
    expect(await delta()).toMatchObject({ kind: 'delta', counts: { seen: 2, updated: 1 } });
    expect((await person(3))?.fields.jobTitle).toBe('Captain');
    expect((await person(3))?.resumedAt).toBeUndefined();
    world.asked.length = 0;
    expect(await delta()).toMatchObject({ counts: { seen: 0 } });
    expect(world.asked.filter(({ url }) => url.pathname.endsWith('$batch'))).toEqual([]);
  });

  it('leaves, if they left the directory meanwhile', async () => {
    await act('pause', 5);
    world.directory.purge(addressOf(5));
    await delta();
    await act('resume', 5);
    expect(await delta()).toMatchObject({ counts: { removed: 1 } });
    expect(await person(5)).toMatchObject({ state: 'removed', removedReason: 'deleted in the directory' });
  });

  it('is settled by a full sync as well', async () => {
    await act('pause', 3);
    world.directory.changeUser(addressOf(3), { jobTitle: 'Captain' });
    await delta();
    await act('resume', 3);
    expect(await world.run()).toMatchObject({ counts: { updated: 1 } });
    expect((await person(3))?.resumedAt).toBeUndefined();
  });
});
