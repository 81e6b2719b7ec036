import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { portrait } from '../../sandbox/index.ts';
import { listAudit } from '../../server/access/index.ts';
import { adoptPeopleByHand, findPhoto, purgeRemoved } from '../../server/people/index.ts';
import { createChores, createScheduler } from '../../server/sync/index.ts';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';
import { idOf, smallUser } from '../support/small-directory.ts';

const day = 24 * 3_600_000;
const by = { kind: 'system', name: 'test' } as const;
const square = (background: string) => sharp({ create: { width: 300, height: 300, channels: 3, background } });

describe("somebody's photo", () => {
  let world: AccessWorld;
  let admin: Credentials;
  beforeAll(async () => {
    world = await openAccessWorld({ people: 6 });
    admin = await world.apiToken('admin');
  });
  afterAll(() => world?.close());

  const pathOf = (id: string) => `/api/v1/people/${encodeURIComponent(id)}`;
  const idAt = (number: number) => `${world.tenantId}:${idOf(number)}`;
  const upload = (id: string, file: Buffer | string, type = 'image/png') =>
    world.ask('PUT', `${pathOf(id)}/photo`, { ...admin, 'Content-Type': type }, file);
  const enter = async (address: string) =>
    String((await world.ask('POST', '/api/v1/people', admin, { address, fields: { displayName: 'Zoe' } })).body.id);
  const photoOf = (id: string) => findPhoto(world.tenantId, id);

  /** A night's look at photos, and a day's at who is to be forgotten. */
  async function lookAtPhotos(): Promise<void> {
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
    const { tenants, sync } = world.signet;
    const chores = createChores({
      tenants,
      sync,
      clock: world.clock,
      log,
      notifications: { keep: async () => undefined },
    });
    const databaseTime = async () => world.clock.now();
    world.clock.advance(day);
    for (let look = 0; look < 2; look += 1) {
      const scheduler = createScheduler({ tenants, sync, clock: world.clock, log, databaseTime, chores });
      await scheduler.tick();
      await scheduler.settled();
      await world.signet.worker.work(world.tenantId);
    }
  }

  it('is uploaded for people entered by hand, kept as pixels only, and shown in their signature', async () => {
    const id = await enter('zoe@freelance.example');
    const file = await square('#c00')
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .jpeg()
      .toBuffer();
    const before = await world.ask('GET', pathOf(id), admin);
    world.clock.advance(1000);
    const answer = await upload(id, file, 'image/jpeg');
    expect(answer).toMatchObject({ status: 200, body: { id, photo: { uploaded: true } } });
    // Browsers ask by the tag they have.
    const again = await world.ask('GET', pathOf(id), { ...admin, 'If-None-Match': before.headers.get('etag') ?? '' });
    expect([again.status, again.body.photo]).toEqual([200, answer.body.photo]);
    const shown = await fetch(`${world.url}${pathOf(id)}/photo`, { headers: admin });
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 300, height: 300, format: 'jpeg' });
    expect(bytes.includes('secret place')).toBe(false);
    const body = { html: '<p>{{photo size=80}}{{name}}</p>', person: id };
    const preview = await world.ask('POST', '/api/v1/templates/preview', admin, body);
    const source = /<img[^>]*src="([^"]+)"/.exec(preview.body.html)?.[1] ?? '';
    const picture = sharp(Buffer.from(await (await fetch(source)).arrayBuffer())).flatten({ background: '#fff' });
    const { dominant } = await picture.stats();
    expect([dominant.r > 150, dominant.g < 60]).toEqual([true, true]);
    const [entry] = await listAudit(world.tenantId, { target: id });
    expect(entry).toMatchObject({ what: 'person.photo', after: { photo: answer.body.photo.tag } });
  });

  it.each([
    ['a script in a picture name', '<script>alert(1)</script>', 400, 'The photo cannot be used. It is neither'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 400, 'The photo cannot be used. It is neither'],
    ['half a picture', '\x89PNG\r\n\x1a\n', 400, 'The photo cannot be used. Its file is damaged'],
    ['nothing', '', 400, 'Send the photo as the body'],
    ['too much', 'x'.repeat(4 * 1024 * 1024 + 1), 413, 'more than 4 MB'],
  ])('is refused where it is none: %s', async (_what, file, status, message) => {
    const answer = await upload(idAt(2), Buffer.from(file, 'latin1'));
    expect(answer).toMatchObject({ status, body: { error: { message: expect.stringContaining(message) } } });
    expect(await photoOf(idAt(2))).toBeNull();
  });

  it('of somebody from the directory goes before the one there, until it is taken back', async () => {
    world.sandbox.world.setPhoto(idOf(3), portrait('three'));
    await lookAtPhotos();
    const theirs = (await world.ask('GET', pathOf(idAt(3)), admin)).body.photo;
    expect(theirs).toMatchObject({ uploaded: false });
    const refused = await world.ask('DELETE', `${pathOf(idAt(3))}/photo`, admin);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
    const ours = (await upload(idAt(3), await square('#0c0').png().toBuffer())).body.photo;
    for (const change of [undefined, portrait('three')]) {
      world.sandbox.world.setPhoto(idOf(3), change);
      await lookAtPhotos();
      expect((await world.ask('GET', pathOf(idAt(3)), admin)).body.photo).toEqual(ours);
    }
    const back = await world.ask('DELETE', `${pathOf(idAt(3))}/photo`, admin);
    expect([back.status, back.body.photo]).toEqual([200, undefined]);
    await lookAtPhotos();
    expect((await world.ask('GET', pathOf(idAt(3)), admin)).body.photo).toEqual(theirs);
  });

  it('goes along when somebody entered by hand becomes one with a user of the directory', async () => {
    const mail = 'new@x.example';
    const id = await enter(mail);
    const { tag } = (await upload(id, await square('#00c').png().toBuffer())).body.photo;
    world.sandbox.world.addUser({ ...smallUser(40), mail, userPrincipalName: mail, proxyAddresses: [`SMTP:${mail}`] });
    await world.sync();
    await adoptPeopleByHand(world.tenantId, world.clock.now());
    expect((await world.ask('GET', pathOf(idAt(40)), admin)).body.photo).toEqual({ tag, uploaded: true });
    expect(await photoOf(id)).toBeNull();
  });

  it('is exported with everything else, and goes when the person is erased or forgotten', async () => {
    const [erased, forgotten] = [await enter('erased@x.example'), await enter('forgotten@x.example')];
    const file = await square('#0cc').png().toBuffer();
    for (const id of [erased, forgotten]) await upload(id, file);
    const exported = (await world.ask('GET', `${pathOf(erased)}/export`, admin)).body;
    expect(exported.photo).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(exported.person).toMatchObject({ addresses: ['erased@x.example'] });
    expect((await world.ask('POST', `${pathOf(erased)}/erase`, admin)).status).toBe(200);
    await world.signet.people.bulk(world.tenantId, { action: 'remove', on: { ids: [forgotten, idAt(5)] } }, by);
    await upload(idAt(5), file);
    world.clock.advance(31 * day);
    await purgeRemoved(world.tenantId, world.clock.now());
    const kept = await Promise.all([erased, forgotten, idAt(5)].map(async (id) => (await photoOf(id)) !== null));
    expect(kept).toEqual([false, false, false]);
  });
});
