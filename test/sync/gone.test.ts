import { beforeEach, describe, expect, it } from '@jest/globals';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld((opened) => {
  world = opened;
});

const stateOf = async (number: number) => (await world.people()).get(idOf(number))?.state;

describe('who has gone from the directory', () => {
  beforeEach(async () => {
    world.directory.changeUser(addressOf(1), { userType: 'Guest' });
    await world.run();
  });

  it('is forgotten where they were only remembered as left out, though everyone else is still there', async () => {
    expect(await stateOf(1)).toBe('leftOut');
    world.directory.softDelete(addressOf(1));
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { seen: 11, unchanged: 11, removed: 0 } });
    expect(await stateOf(1)).toBeUndefined();
    await world.change('sync.include.guests', true);
    await world.run();
    expect(await stateOf(1)).toBeUndefined();
  });

  it('is removed, though as many have come', async () => {
    world.directory.softDelete(addressOf(2));
    await world.run();
    expect(await stateOf(2)).toBe('removed');
    world.directory.restore(idOf(2));
    world.directory.softDelete(addressOf(3));
    expect(await world.run()).toMatchObject({ counts: { seen: 11, removed: 1, restored: 1, unchanged: 9 } });
    expect([await stateOf(1), await stateOf(2), await stateOf(3)]).toEqual(['leftOut', 'active', 'removed']);
  });
});
