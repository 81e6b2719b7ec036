import { describe, expect, it } from '@jest/globals';
import { explainUser } from '../../server/sync/index.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld((opened) => {
  world = opened;
});

const badge = 'extension_0123456789abcdef0123456789abcdef_badge';
const person = async (number: number) => (await world.people()).get(idOf(number));
const rulesChanged = { kind: 'delta', trigger: 'ruleChange' } as const;

describe('attributes of the directory in mappings and rules', () => {
  it('fill fields from a directory extension, the manager, employeeOrgData and extension attributes', async () => {
    await world.change('sync.mappings', {
      extensionAttribute1: { from: badge },
      website: { from: { prefix: 'employeeOrgData.costCenter', text: 'https://contoso.example/' } },
      state: { from: { firstOf: ['extensionAttribute7', 'managerName'] } },
    });
    world.directory.changeUser(addressOf(1), {
      [badge]: 'B-17',
      employeeOrgData: { costCenter: 'CC1', division: null },
    });
    world.directory.changeUser(addressOf(2), { onPremisesExtensionAttributes: { extensionAttribute7: 'Quay 7' } });
    world.directory.setManager(idOf(1), idOf(3));
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { created: 12 } });
    expect((await person(1))?.fields).toMatchObject({
      extensionAttribute1: 'B-17',
      website: 'https://contoso.example/CC1',
      state: 'Dino Number03',
    });
    expect((await person(2))?.fields.state).toBe('Quay 7');
  });

  it('are read anew, and by delta from then on, when a mapping names one that was not read before', async () => {
    world.directory.changeUser(addressOf(1), { [badge]: 'B-17' });
    await world.run();
    await world.change('sync.mappings', { extensionAttribute1: { from: badge } });
    const run = await world.run(rulesChanged);
    expect(run).toMatchObject({ kind: 'full', outcome: 'applied', counts: { updated: 1 } });
    expect(run.notes).toEqual([expect.stringContaining('Other properties')]);
    world.directory.changeUser(addressOf(1), { [badge]: 'B-18' });
    expect(await world.run({ kind: 'delta' })).toMatchObject({ kind: 'delta', counts: { updated: 1 } });
    expect((await person(1))?.fields.extensionAttribute1).toBe('B-18');
  });

  it('decide in rules, and a preview against a named person shows each with the value it met', async () => {
    world.directory.changeUser(addressOf(4), { onPremisesSamAccountName: 'svc-printer' });
    const condition = { field: 'onPremisesSamAccountName', operator: 'startsWith', value: 'SVC-' } as const;
    await world.change('sync.importRules', [{ name: 'services', condition, action: 'leaveOut' }]);
    expect(await world.run()).toMatchObject({ counts: { created: 11, skipped: 1 } });
    const { settings } = await world.tenants.choose(world.tenantId);
    const ports = { graph: world.tenants.graphOf(world.tenantId, { priority: 'high' }), clock: world.clock };
    const signal = new AbortController().signal;
    expect(await explainUser(world.tenantId, addressOf(4), settings.sync, { ...ports, signal })).toMatchObject({
      import: false,
      reason: expect.stringContaining('services'),
      rules: [{ rule: 'services', trail: { actual: ['svc-printer'], holds: true } }],
    });
  });

  it('that are none are not asked for: the field stays empty, the sync goes on', async () => {
    await world.change('sync.mappings', { website: { from: 'homepage' } });
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { created: 12 } });
    expect((await person(1))?.fields.website).toBeUndefined();
  });
});

describe('one person by an address that is not the sign-in name', () => {
  it.each(['mail', 'an alias'])('is found by %s, known or not', async (which) => {
    world.directory.changeUser(idOf(5), { mail: "flo.o'neill@northwind-harbour.example" });
    const address = which === 'mail' ? "flo.o'neill@northwind-harbour.example" : 'p05@northwind-harbour.example';
    for (const created of [1, 0])
      expect(await world.run({ kind: 'person', person: address })).toMatchObject({
        outcome: 'applied',
        counts: { seen: 1, created },
      });
    expect([...(await world.people()).keys()]).toEqual([idOf(5)]);
  });
});
