import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { createDelivery, type DeliveryService } from '../../server/delivery/index.ts';
import { everyone, groupsByName } from '../../server/groups/index.ts';
import {
  createPeople,
  findPersonByAddress,
  grantSender,
  type Person,
  revokeSender,
} from '../../server/people/index.ts';
import { createSignatures } from '../../server/signatures/index.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import { openSyncWorld, type SyncWorld } from '../support/sync-world.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const by = { kind: 'user' as const, name: 'Test Admin' };
const info = 'info@x.example';
let database: TestDatabase;
let world: SyncWorld;
let delivery: DeliveryService;
let groupId = '';
let mailbox: Person;

beforeAll(async () => {
  database = await openTestDatabase();
  world = await openSyncWorld(database, { people: 6 });
  const { clock, tenantId } = world;
  const groups = groupsByName(clock);
  await world.change('sync.importRules', [
    {
      ...{ name: 'Sales', action: 'import', groups: ['Sales'] },
      condition: { field: 'department', operator: 'equals', value: 'Sales' },
    },
  ]);
  await world.run();
  const signatures = createSignatures({
    templatesFolder: 'templates',
    markerSecret: 's',
    clock,
    log: { warn: () => undefined },
  });
  await signatures.seed(tenantId, { everyone: groups.idOf(tenantId, everyone) });
  delivery = createDelivery({ signatures, clock });
  groupId = groups.idOf(tenantId, 'Sales');
  const shared = { address: info, aliases: ['hello@x.example'], kind: 'sharedMailbox' as const, groups: [] };
  mailbox = await createPeople({ clock, groups }).create(
    tenantId,
    { ...shared, fields: { displayName: 'Info Desk' } },
    by,
  );
});
afterAll(async () => {
  await world?.close();
  await database?.close();
});

const person = async (number: number) => {
  const found = await findPersonByAddress(world.tenantId, addressOf(number), world.clock.now());
  if (!found) throw new Error('nobody');
  return found;
};
const ask = async (number: number, from?: string) =>
  delivery.signatureOf({ person: await person(number), from, composeType: 'newMail' });
const refused = { code: 'SENDER_NOT_ALLOWED', message: 'This sender address is not yours to use.', details: undefined };

describe('who may send as a shared mailbox', () => {
  it('nobody by default, in the same words whether the address exists or not', async () => {
    for (const from of [info, addressOf(2), 'nobody@nowhere.example', '*', 'INFO@x.example '])
      await expect(ask(1, from)).rejects.toMatchObject(refused);
  });

  it('someone it was granted to, with the signature of the mailbox, until it is taken back', async () => {
    const grantee = { kind: 'person' as const, to: (await person(1)).id };
    expect(await grantSender(mailbox, grantee, by, world.clock.now())).toBe(true);
    expect(await grantSender(mailbox, grantee, by, world.clock.now())).toBe(false);
    const answer = await ask(1, 'Info@X.example');
    expect(answer?.person.id).toBe(mailbox.id);
    expect(answer?.signature.text).toContain('Info Desk');
    expect((await ask(1, 'hello@x.example'))?.person.id).toBe(mailbox.id);
    expect((await ask(1))?.person.id).toBe(grantee.to);
    await expect(ask(2, info)).rejects.toMatchObject(refused);
    const { answer: all } = await (await delivery.signaturesOf(await person(1))).make();
    expect(all.signatures.map(({ from, composeType }) => `${from} ${composeType}`)).toContain(`${info} reply`);
    expect(all.signatures).toHaveLength(4 * 3);
    await revokeSender(mailbox, grantee, by, world.clock.now());
    await expect(ask(1, info)).rejects.toMatchObject(refused);
    await expect(revokeSender(mailbox, grantee, by, world.clock.now())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('everyone in a group it was granted to', async () => {
    await grantSender(mailbox, { kind: 'group', to: groupId }, by, world.clock.now());
    expect((await person(3)).groupIds).toContain(groupId);
    expect((await ask(3, info))?.person.id).toBe(mailbox.id);
    expect((await person(1)).groupIds).not.toContain(groupId);
    await expect(ask(1, info)).rejects.toMatchObject(refused);
  });

  it('an address someone had until lately is theirs while nobody else has it', async () => {
    const mail = 'renamed@x.example';
    world.directory.changeUser(idOf(4), { mail, userPrincipalName: mail, proxyAddresses: [`SMTP:${mail}`] });
    await world.run();
    const renamed = await findPersonByAddress(world.tenantId, mail, world.clock.now());
    if (!renamed) throw new Error('nobody');
    const question = { person: renamed, from: addressOf(4), composeType: 'newMail' as const };
    expect((await delivery.signatureOf(question))?.person.id).toBe(renamed.id);
    world.clock.advance(31 * 24 * 3_600_000);
    await expect(delivery.signatureOf(question)).rejects.toMatchObject(refused);
  });

  it("reads nothing for somebody's own address", async () => {
    const own = await person(1);
    await delivery.signatureOf({ person: own, composeType: 'newMail' });
    const commands: string[] = [];
    mongoose.set('debug', (collection: string) => void commands.push(collection));
    try {
      await delivery.signatureOf({ person: own, from: own.addresses[1], composeType: 'newMail' });
    } finally {
      mongoose.set('debug', false);
    }
    expect(commands.filter((collection) => collection !== 'signatureRevisions')).toEqual([]);
  });
});
