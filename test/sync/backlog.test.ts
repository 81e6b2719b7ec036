import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { type Photo, portrait } from '../../sandbox/index.ts';
import { listAudit } from '../../server/access/index.ts';
import { findPersonByObjectId, findPhoto } from '../../server/people/index.ts';
import { createChores, createScheduler } from '../../server/sync/index.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

const [hour, day] = [3_600_000, 24 * 3_600_000];
let world: SyncWorld;
inSyncWorld(
  async (opened) => {
    world = opened;
    await world.change('sync.auto', { enabled: true, time: '02:59', deltaMinutes: 1440 });
  },
  { people: 45, pageSize: 100 },
);

/** A worker: looks once, works on what is due, and then on its chores to their end. */
async function look(): Promise<void> {
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  const notifications = { keep: async () => undefined };
  const chores = createChores({ ...world, notifications, log });
  const scheduler = createScheduler({ ...world, log, databaseTime: async () => world.clock.now(), chores });
  world.clock.advance(1000);
  await scheduler.tick();
  await scheduler.settled();
  await world.worker().work(world.tenantId);
}
const askedFor = (path: string) => world.sandbox.requests.filter((request) => request.path.includes(path)).length;
const mailboxes = (...numbers: number[]) => {
  for (const number of numbers) {
    world.directory.changeUser(idOf(number), { accountEnabled: false, assignedLicenses: [] });
    const entry = world.directory.entry(idOf(number));
    if (entry) entry.purpose = 'shared';
  }
};
const grantMailboxes = async () => {
  world.directory.grantConsent(['MailboxSettings.Read']);
  await world.tenants.probe(world.tenantId);
};

describe('what mailboxes are for', () => {
  it('is asked of disabled and unlicensed users only, and shared mailboxes come in', async () => {
    mailboxes(3, 7);
    world.directory.changeUser(idOf(9), { accountEnabled: false });
    await grantMailboxes();
    expect(await world.run()).toMatchObject({ counts: { created: 42, skipped: 3 } });
    await look();
    await look();
    expect(askedFor('mailboxSettings')).toBe(3);
    expect(await findPersonByObjectId(world.tenantId, idOf(3))).toMatchObject({
      kind: 'sharedMailbox',
      state: 'active',
    });
    expect(await findPersonByObjectId(world.tenantId, idOf(9))).toBeNull();
    const [run] = await world.sync.list(world.tenantId, 1);
    expect(run).toMatchObject({ trigger: 'ruleChange', kind: 'delta', counts: { created: 2 } });
  });

  it('is remembered: nobody is asked about again within the month', async () => {
    mailboxes(3);
    await grantMailboxes();
    await world.run();
    for (let n = 0; n < 3; n += 1) {
      await look();
      world.clock.advance(2 * hour);
    }
    expect(askedFor('mailboxSettings')).toBe(1);
  });

  it('is not asked without the permission, and the tenant says what is missing', async () => {
    mailboxes(3);
    await world.run();
    await look();
    expect(askedFor('mailboxSettings')).toBe(0);
    const { access } = await world.tenants.choose(world.tenantId);
    expect(access.roles).not.toContain('MailboxSettings.Read');
  });

  it('waits as long as told inside a batch, and goes on where it stopped after a failure', async () => {
    mailboxes(...Array.from({ length: 30 }, (_, n) => n + 1));
    await grantMailboxes();
    await world.run();
    world.waits.length = 0;
    world.sandbox.faults.next({ match: 'mailboxSettings', status: 429, retryAfter: 90 });
    world.sandbox.faults.next({ match: 'POST /graph/v1.0/$batch', status: 400, after: 2 });
    await look();
    expect(world.waits).toContain(90_000);
    const first = askedFor('mailboxSettings');
    expect(first).toBe(21);
    world.clock.advance(10 * 60_000);
    await look();
    expect(askedFor('mailboxSettings')).toBe(first + 10);
  });
});

describe('fault 27: a photo is missing, too large, of the wrong type, a bomb', () => {
  const idOfPerson = (number: number) => `${world.tenantId}:${idOf(number)}`;
  const photoOf = (number: number) => findPhoto(world.tenantId, idOfPerson(number));
  const odd = (bytes: Uint8Array, etag = 'odd'): Photo => ({
    ...{ etag, contentType: 'image/png', size: 240 },
    render: () => bytes,
  });
  const nextDay = async () => {
    world.clock.advance(day);
    await look();
    await look();
  };

  it('keeps what is good, once per version, and forgets what is gone', async () => {
    world.directory.setPhoto(idOf(1), portrait('one'));
    world.directory.setPhoto(idOf(2), portrait('small', 96));
    await world.run();
    await look();
    expect(await photoOf(1)).toMatchObject({ contentType: 'image/png', width: 240, height: 240 });
    expect(await photoOf(2)).toMatchObject({ width: 96 });
    expect(await photoOf(3)).toBeNull();
    const before = askedFor('$value');
    await nextDay();
    expect(askedFor('$value')).toBe(before);
    world.directory.setPhoto(idOf(1), undefined);
    world.directory.setPhoto(idOf(2), portrait('other', 96));
    await nextDay();
    expect(await photoOf(1)).toBeNull();
    expect(askedFor('$value')).toBe(before + 1);
  });

  it('is kept as pixels only: upright, 648 each way at most, without place or camera', async () => {
    const wide = sharp({ create: { width: 1600, height: 800, channels: 3, background: '#369' } });
    world.directory.setPhoto(
      idOf(1),
      odd(
        await wide
          .clone()
          .jpeg()
          .withExif({ IFD0: { Make: 'Camera' } })
          .withMetadata({ orientation: 6 })
          .toBuffer(),
      ),
    );
    world.directory.setPhoto(idOf(2), odd(await wide.clone().gif().toBuffer()));
    await world.run();
    await look();
    const photo = await photoOf(1);
    expect(photo).toMatchObject({ contentType: 'image/jpeg', width: 324, height: 648 });
    expect((await sharp(photo?.bytes).metadata()).exif).toBeUndefined();
    expect(await photoOf(2)).toMatchObject({ contentType: 'image/png', width: 648, height: 324 });
  });

  it('keeps the last good one instead of a bad one, and no run fails for it', async () => {
    const bomb = Uint8Array.from(portrait('bomb').render(48));
    new DataView(bomb.buffer).setUint32(16, 50_000);
    const half = portrait('half').render(240).slice(0, 500);
    world.directory.setPhoto(idOf(1), portrait('good'));
    await world.run();
    await look();
    world.directory.setPhoto(idOf(1), odd(new Uint8Array(10 * 1024 * 1024)));
    world.directory.setPhoto(idOf(2), odd(bomb));
    world.directory.setPhoto(idOf(3), odd(new TextEncoder().encode('<svg onload="alert(1)"/>')));
    world.directory.setPhoto(idOf(4), odd(half));
    world.directory.setPhoto(idOf(5), portrait('fine'));
    await nextDay();
    expect(await photoOf(1)).toMatchObject({ width: 240, problem: expect.stringContaining('413') });
    expect([await photoOf(2), await photoOf(3), await photoOf(4)]).toEqual([null, null, null]);
    expect(await photoOf(5)).toMatchObject({ width: 240 });
    const runs = await world.sync.list(world.tenantId, 9);
    expect(runs.map(({ outcome }) => outcome)).not.toContain('failed');
    const before = askedFor('$value');
    await nextDay();
    expect(askedFor('$value')).toBe(before);
    world.clock.advance(1000);
    const { issues } = await world.run();
    expect(issues.map(({ code, person }) => [code, person])).toEqual(
      [1, 2, 3, 4].map((number) => ['PHOTO_NOT_TAKEN', addressOf(number)]),
    );
    expect(issues[2]?.message).toContain('neither PNG, JPEG nor GIF');
  });
});

it('forgets removed people when their time is over, once a day, and says so in the audit log', async () => {
  await world.run();
  world.directory.softDelete(idOf(1));
  world.clock.advance(1000);
  expect(await world.run()).toMatchObject({ counts: { removed: 1 } });
  await look();
  expect((await world.people()).get(idOf(1))?.state).toBe('removed');
  world.clock.advance(31 * day);
  await look();
  await look();
  expect((await world.people()).has(idOf(1))).toBe(false);
  const entries = await listAudit(world.tenantId);
  expect(entries.filter(({ what }) => what === 'person.purge')).toHaveLength(1);
});
