import { expect, it } from '@jest/globals';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld((opened) => {
  world = opened;
});

const managerOf = async (number: number) => (await world.people()).get(idOf(number))?.fields.managerName;

it('managers are known of the members of groups, too, where Graph lists none', async () => {
  const group = world.directory.addGroup({ displayName: 'Sales' }, [1, 2].map(addressOf));
  world.directory.setManager(idOf(1), idOf(3));
  await world.change('sync.scope', { mode: 'groups', groupIds: [group] });
  expect(await world.run()).toMatchObject({ outcome: 'applied' });
  expect([await managerOf(1), await managerOf(2)]).toEqual(['Dino Number03', undefined]);
  world.directory.changeUser(addressOf(1), { jobTitle: 'Harbour pilot' });
  await world.run({ kind: 'full' });
  expect(await managerOf(1)).toBe('Dino Number03');
});
