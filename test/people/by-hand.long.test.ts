import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listAudit } from '../../server/access/index.ts';
import { groupsByName } from '../../server/groups/index.ts';
import {
  createPeople,
  findPersonByAddress,
  findPersonByObjectId,
  grantSender,
  listPeople,
  type PeopleService,
  purgeRemoved,
  viewGrants,
} from '../../server/people/index.ts';
import { forgetSettings } from '../../server/tenants/index.ts';
import { addressOf, idOf, smallUser } from '../support/small-directory.ts';
import { openSyncWorld, type SyncWorld } from '../support/sync-world.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const by = { kind: 'user' as const, name: 'Test Admin', address: 'admin@x.example' };
const day = 24 * 3_600_000;
let database: TestDatabase;
let world: SyncWorld;
let people: PeopleService;

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  world = await openSyncWorld(database, { people: 12 });
  people = createPeople({ clock: world.clock, groups: groupsByName(world.clock) });
  forgetSettings();
});
afterEach(() => world.close());
afterAll(() => database.close());

const newPerson = (address: string, fields: Record<string, string> = {}) => ({
  ...{ address, aliases: [], kind: 'user' as const, fields, groups: [] },
});
const at = (address: string) => findPersonByAddress(world.tenantId, address, world.clock.now());
const everyone = async () => (await listPeople(world.tenantId, { limit: 200 })).people;
const bulk = (action: 'pause' | 'resume' | 'end' | 'remove' | 'restore', ...ids: string[]) =>
  people.bulk(world.tenantId, { action, on: { ids } }, by);
const personId = (number: number) => `${world.tenantId}:${idOf(number)}`;
const set = (number: number, change: object) => world.directory.changeUser(idOf(number), change);

describe('someone entered by hand whose address the directory has, too (promise 6)', () => {
  it.each(['full', 'delta'] as const)('becomes one person with that user, by a %s sync, once', async (kind) => {
    if (kind === 'delta') await world.run();
    const manual = await people.create(
      world.tenantId,
      newPerson('new@x.example', { displayName: 'Captain Anna', jobTitle: 'Captain' }),
      by,
    );
    const mailbox = await people.create(world.tenantId, newPerson('info@x.example'), by);
    await grantSender(mailbox, { kind: 'person', to: manual.id }, by, world.clock.now());
    const mail = 'New@X.example';
    world.directory.addUser({
      ...smallUser(50),
      ...{
        mail,
        userPrincipalName: mail,
        proxyAddresses: [`SMTP:${mail}`],
        displayName: 'Anna Clerk',
        jobTitle: 'Clerk',
      },
    });
    expect(await world.run({ kind })).toMatchObject({ outcome: 'applied', issues: [] });
    const one = await at('new@x.example');
    expect(one).toMatchObject({
      id: personId(50),
      source: 'directory',
      fields: { displayName: 'Captain Anna', jobTitle: 'Captain', givenName: 'Ida' },
      sources: { displayName: 'hand', jobTitle: 'hand', givenName: 'directory' },
    });
    expect((await everyone()).filter(({ addresses }) => addresses.includes('new@x.example'))).toHaveLength(1);
    expect(await viewGrants(mailbox, new Map())).toMatchObject([{ to: { kind: 'person', id: personId(50) } }]);
    await world.run();
    expect(await everyone()).toHaveLength(14);
    expect((await at('new@x.example'))?.fields.jobTitle).toBe('Captain');
  });

  it('cannot be entered once the directory has the address', async () => {
    await world.run();
    await expect(people.create(world.tenantId, newPerson(addressOf(1)), by)).rejects.toMatchObject({
      code: 'DUPLICATE',
    });
  });

  it('keeps what was entered, unless the setting or the switch of the person lets the directory overwrite it', async () => {
    await people.create(world.tenantId, newPerson(addressOf(1), { jobTitle: 'Captain', city: 'Kiel' }), by);
    await world.run();
    expect((await at(addressOf(1)))?.fields).toMatchObject({ jobTitle: 'Captain', city: 'Kiel' });
    await world.change('sync.overwriteByHand', true);
    forgetSettings();
    expect((await at(addressOf(1)))?.fields).toMatchObject({ jobTitle: 'Job 01', city: 'Kiel' });
    await world.change('sync.overwriteByHand', false);
    forgetSettings();
    await people.edit(world.tenantId, personId(1), { fields: {}, dataSync: true }, by);
    expect((await at(addressOf(1)))?.fields).toMatchObject({ jobTitle: 'Job 01', city: 'Kiel' });
  });
});

describe('editing by hand', () => {
  beforeEach(() => world.run());

  it('lasts through syncs, says its source, and follows the directory again per field or as a whole', async () => {
    const edit = { fields: { jobTitle: 'Captain', city: 'Kiel', mobilePhone: '' } };
    const edited = await people.edit(world.tenantId, personId(1), edit, by);
    expect(edited.sources).toMatchObject({ jobTitle: 'hand', mobilePhone: 'hand', displayName: 'directory' });
    set(1, { jobTitle: 'Chief', department: 'Harbour' });
    await world.run();
    const after = await at(addressOf(1));
    expect(after?.fields).toMatchObject({ jobTitle: 'Captain', department: 'Harbour', city: 'Kiel' });
    expect(after?.fields.mobilePhone).toBeUndefined();
    const one = await people.follow(world.tenantId, personId(1), ['jobTitle'], by);
    expect(one.fields).toMatchObject({ jobTitle: 'Chief', city: 'Kiel' });
    const all = await people.follow(world.tenantId, personId(1), undefined, by);
    expect(all.fields).toMatchObject({ jobTitle: 'Chief', mobilePhone: smallUser(1).mobilePhone });
    expect(all.fields.city).toBeUndefined();
  });

  it('is written to the audit log: who, what, before and after', async () => {
    await people.edit(world.tenantId, personId(1), { fields: { jobTitle: 'Mate' } }, by);
    world.clock.advance(1000);
    await people.edit(world.tenantId, personId(1), { fields: { jobTitle: 'Captain' } }, by);
    const [entry] = await listAudit(world.tenantId, { target: personId(1) });
    expect(entry).toMatchObject({
      by,
      what: 'person.edit',
      before: { jobTitle: 'Mate' },
      after: { jobTitle: 'Captain' },
    });
  });

  it('is refused where somebody else was faster', async () => {
    const seen = (await at(addressOf(1)))?.updatedAt;
    world.clock.advance(1000);
    await people.edit(world.tenantId, personId(1), { fields: { jobTitle: 'Mate' } }, by, seen);
    const late = people.edit(world.tenantId, personId(1), { fields: { jobTitle: 'Cook' } }, by, seen);
    await expect(late).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('changes no address of a directory person, and keeps the former ones of someone entered by hand', async () => {
    const edit = { fields: {}, address: 'other@x.example' };
    await expect(people.edit(world.tenantId, personId(1), edit, by)).rejects.toMatchObject({ code: 'VALIDATION' });
    const { id } = await people.create(world.tenantId, newPerson('old@x.example'), by);
    await people.edit(world.tenantId, id, edit, by);
    expect(await at('old@x.example')).toMatchObject({ id, address: 'other@x.example' });
    const again = await people.create(world.tenantId, newPerson('old@x.example'), by);
    expect((await at('old@x.example'))?.id).toBe(again.id);
    expect(again.id).not.toBe(id);
  });
});

describe('sync is paused, or ended for good, for one, several, all (promise 7)', () => {
  beforeEach(() => world.run());

  it.each(['full', 'delta'] as const)('a paused person is left alone by a %s sync, deleted or not', async (kind) => {
    expect(await bulk('pause', personId(1), personId(2))).toEqual({ action: 'pause', matched: 2, changed: 2 });
    set(1, { jobTitle: 'Changed' });
    world.directory.softDelete(idOf(2));
    expect(await world.run({ kind })).toMatchObject({ outcome: 'applied', counts: { updated: 0, removed: 0 } });
    expect(await at(addressOf(1))).toMatchObject({ state: 'paused', fields: { jobTitle: 'Job 01' } });
    expect(await at(addressOf(2))).toMatchObject({ state: 'paused' });
    expect(await bulk('resume', personId(1), personId(2))).toMatchObject({ changed: 2 });
    await world.run();
    expect(await at(addressOf(1))).toMatchObject({ state: 'active', fields: { jobTitle: 'Changed' } });
    expect(await at(addressOf(2))).toMatchObject({ state: 'removed' });
  });

  it('someone paused between plan and apply is left alone, too', async () => {
    set(1, { jobTitle: 'Changed' });
    let asked = 0;
    world.onItsWay = async () => {
      asked += 1;
      // The last pages are still to be read when the first page, with this person, has been planned.
      if (asked === 4) await bulk('pause', personId(1));
    };
    expect((await world.run()).counts.updated).toBe(1);
    expect(await at(addressOf(1))).toMatchObject({ state: 'paused', fields: { jobTitle: 'Job 01' } });
  });

  it('someone ended stays as they were shown, whatever becomes of the user', async () => {
    await people.edit(world.tenantId, personId(1), { fields: { city: 'Kiel' } }, by);
    await bulk('end', personId(1));
    set(1, { jobTitle: 'Changed' });
    await world.run();
    world.directory.softDelete(idOf(1));
    await world.run({ kind: 'delta' });
    await world.run({ person: addressOf(1) });
    const shown = { source: 'manual', state: 'active', fields: { jobTitle: 'Job 01', city: 'Kiel' } };
    expect(await at(addressOf(1))).toMatchObject({ ...shown, sources: { jobTitle: 'hand' } });
    expect(await findPersonByObjectId(world.tenantId, idOf(1))).toMatchObject(shown);
  });

  it('all of them, or those of a search', async () => {
    const found = await people.bulk(world.tenantId, { action: 'pause', on: { query: { query: 'number01' } } }, by);
    expect(found).toEqual({ action: 'pause', matched: 1, changed: 1 });
    const all = await people.bulk(world.tenantId, { action: 'pause', on: { all: true } }, by);
    expect(all).toEqual({ action: 'pause', matched: 12, changed: 11 });
    for (let number = 1; number <= 12; number += 1) set(number, { jobTitle: 'Changed' });
    expect((await world.run()).counts).toMatchObject({ updated: 0, unchanged: 12 });
  });
});

describe('removing and restoring', () => {
  beforeEach(() => world.run());

  it('whom somebody removed by hand no sync brings back; restoring does, with what was changed by hand', async () => {
    await people.edit(world.tenantId, personId(1), { fields: { jobTitle: 'Captain' } }, by);
    await people.bulk(world.tenantId, { action: 'remove', on: { ids: [personId(1)] }, reason: 'left us' }, by);
    set(1, { city: 'Kiel' });
    await world.run();
    await world.run({ kind: 'delta' });
    expect(await at(addressOf(1))).toMatchObject({ state: 'removed', removed: { reason: 'left us' } });
    await bulk('restore', personId(1));
    await world.run();
    expect(await at(addressOf(1))).toMatchObject({ state: 'active', fields: { jobTitle: 'Captain', city: 'Kiel' } });
  });

  it('a user restored in the directory is the same person, with what was changed by hand (fault 25)', async () => {
    await people.edit(world.tenantId, personId(1), { fields: { jobTitle: 'Captain' } }, by);
    world.directory.softDelete(idOf(1));
    await world.run();
    expect(await at(addressOf(1))).toMatchObject({ state: 'removed', removed: { reason: expect.any(String) } });
    world.directory.restore(idOf(1));
    await world.run();
    const back = await at(addressOf(1));
    expect(back).toMatchObject({ id: personId(1), state: 'active', fields: { jobTitle: 'Captain' } });
    expect(back?.removed).toBeUndefined();
  });

  it('whom sync removed and somebody restores stays, paused, though the directory does not have them', async () => {
    world.directory.softDelete(idOf(1));
    await world.run();
    await bulk('restore', personId(1));
    await world.run();
    expect(await at(addressOf(1))).toMatchObject({ state: 'paused' });
  });

  it('purges only who was removed longer ago than the tenant keeps them, and no sync brings back who was removed by hand', async () => {
    world.directory.softDelete(idOf(1));
    await bulk('remove', personId(2));
    await world.run();
    world.clock.advance(29 * day);
    expect(await purgeRemoved(world.tenantId, world.clock.now())).toBe(0);
    world.clock.advance(2 * day);
    expect(await purgeRemoved(world.tenantId, world.clock.now())).toBe(2);
    expect(await purgeRemoved(world.tenantId, world.clock.now())).toBe(0);
    expect(await world.run()).toMatchObject({ outcome: 'applied' });
    expect(await at(addressOf(1))).toBeNull();
    expect(await at(addressOf(2))).toBeNull();
    expect(JSON.stringify((await world.people()).get(idOf(2)))).not.toMatch(/person02|Number02/);
    expect((await listAudit(world.tenantId)).map(({ what }) => what)).toContain('person.purge');
  });
});
