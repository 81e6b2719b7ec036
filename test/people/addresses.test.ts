import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findPersonByAddress } from '../../server/people/index.ts';
import { addressOf, idOf, smallUser } from '../support/small-directory.ts';
import { openSyncWorld, type SyncWorld } from '../support/sync-world.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const day = 24 * 3_600_000;
let database: TestDatabase;
let world: SyncWorld;

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  world = await openSyncWorld(database, { people: 8 });
  await world.run();
});
afterEach(() => world.close());
afterAll(() => database.close());

const who = async (address: string) =>
  (await findPersonByAddress(world.tenantId, address, world.clock.now()))?.objectId ?? null;
const rename = (number: number, mail: string) =>
  world.directory.changeUser(idOf(number), { mail, userPrincipalName: mail, proxyAddresses: [`SMTP:${mail}`] });

describe('fault 23: two users with one address', () => {
  it('the enabled, then licensed, then oldest one keeps it; the other is told of', async () => {
    world.directory.changeUser(idOf(5), { proxyAddresses: [`SMTP:${addressOf(5)}`, `smtp:${addressOf(2)}`] });
    const run = await world.run();
    expect(run.issues).toMatchObject([{ person: addressOf(5), code: 'ADDRESS_TAKEN' }]);
    expect(await who(addressOf(2))).toBe(idOf(2));
    world.directory.changeUser(idOf(2), { assignedLicenses: [] });
    await world.run();
    expect(await who(addressOf(2))).toBe(idOf(5));
  });
});

describe('fault 24: an address changes its case, is renamed, or swapped between two', () => {
  it.each(['full', 'delta'] as const)('finds the same person in any case, by a %s sync', async (kind) => {
    rename(1, addressOf(1).toUpperCase());
    await world.run({ kind });
    expect(await who(addressOf(1))).toBe(idOf(1));
    expect(await who(addressOf(1).toUpperCase())).toBe(idOf(1));
  });

  it.each(['full', 'delta'] as const)('finds someone renamed by the old address for 30 days (%s)', async (kind) => {
    rename(1, 'married@x.example');
    await world.run({ kind });
    expect([await who('married@x.example'), await who(addressOf(1))]).toEqual([idOf(1), idOf(1)]);
    world.clock.advance(29 * day);
    world.directory.changeUser(idOf(1), { jobTitle: 'Captain' });
    await world.run();
    expect(await who(addressOf(1))).toBe(idOf(1));
    world.clock.advance(2 * day);
    expect([await who('married@x.example'), await who(addressOf(1))]).toEqual([idOf(1), null]);
  });

  it('an old address finds whoever has it now', async () => {
    rename(1, 'married@x.example');
    await world.run();
    world.directory.addUser({ ...smallUser(1), id: idOf(60) });
    await world.run();
    expect([await who(addressOf(1)), await who('married@x.example')]).toEqual([idOf(60), idOf(1)]);
  });

  it('two who swapped addresses are found by those they have now, and are the same people', async () => {
    world.directory.changeUser(idOf(2), { mail: 'x@x.example', userPrincipalName: 'x@x.example', proxyAddresses: [] });
    rename(1, addressOf(2));
    rename(2, addressOf(1));
    const run = await world.run();
    expect(run).toMatchObject({ outcome: 'applied', counts: { created: 0, removed: 0, updated: 2 } });
    expect([await who(addressOf(1)), await who(addressOf(2))]).toEqual([idOf(2), idOf(1)]);
  });

  it('an address that comes back is no former one any more', async () => {
    rename(1, 'married@x.example');
    await world.run();
    rename(1, addressOf(1));
    await world.run();
    const person = (await world.people()).get(idOf(1));
    expect(person?.addresses).toEqual([addressOf(1)]);
    expect(person?.formerAddresses?.map(({ address }) => address)).not.toContain(addressOf(1));
    expect(await who('married@x.example')).toBe(idOf(1));
  });
});

describe('fault 26: deleted, and made anew with the same address', () => {
  it('is a new person, found by the address; the old one stays removed', async () => {
    world.directory.softDelete(idOf(1));
    await world.run();
    expect(await who(addressOf(1))).toBe(idOf(1));
    world.directory.addUser({ ...smallUser(1), id: idOf(61) });
    await world.run();
    expect(await who(addressOf(1))).toBe(idOf(61));
    expect((await world.people()).get(idOf(1))?.state).toBe('removed');
  });
});
