import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import mongoose from 'mongoose';
import sharp from 'sharp';
import { openEmbeddedDatabase } from '../../../embedded-db/index.ts';
import { listAudit } from '../../access/index.ts';
import { savePhoto } from '../../people/index.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { answerErrors } from '../../platform/http.ts';
import { campaignLists } from '../assignment-store.ts';
import { compileTemplate } from '../compile-template.ts';
import { renderSignature } from '../render-signature.ts';
import { readStarters } from '../starters.ts';
import { templateFields } from '../template-fields.ts';
import { addTemplate } from '../template-store.ts';
import { buildPerson, problemOfAsync } from '../testing.ts';
import { createImageDelivery, createImageServer, createImages, createPublicImageRoutes } from './index.ts';

let folder = '';
let database: Awaited<ReturnType<typeof openEmbeddedDatabase>>;
let server: Server;
let site = '';
const key = 'key';
const clock = stoppedClock('2026-11-22T12:00:00Z');
const by = { kind: 'command', name: 'tests' } as const;
const imageServer = createImageServer({ key, templatesFolder: 'templates' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signet-images-'));
  database = await openEmbeddedDatabase({ file: join(folder, 'a.db'), listen: { socket: join(folder, 'db.sock') } });
  await mongoose.connect(database.uri, { dbName: 'images' });
  const app = express().use(createPublicImageRoutes(imageServer));
  app.use(answerErrors({ debug: () => undefined, error: () => undefined } as never));
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server?.close();
  await mongoose.disconnect();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  for (const collection of Object.values(mongoose.connection.collections)) await collection.deleteMany({});
});

const images = () => createImages({ clock, baseUrl: `${site}/images` });
const picture = (background: string, width = 400, height = 100) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
const upload = async (name: string, background = '#10808a') =>
  images().add('contoso', { name, width: 120, alt: 'Logo', variant: 'light', bytes: await picture(background) }, by);

function version(html: string, pinned: Awaited<ReturnType<ReturnType<typeof images>['pin']>>, id = 'mine') {
  const meta = { title: 'Mine', description: '', fields: [], images: pinned, imageMode: 'embedded' as const };
  return { tenantId: 'contoso', id, meta, source: { html }, publishedAt: clock.now() };
}

describe('the library', () => {
  it('lists what was added, with where it is shown, and says who did it', async () => {
    const added = await upload('logo');
    expect(added).toMatchObject({ name: 'logo', alt: 'Logo', width: 120, height: 30, usedBy: [], changedBy: 'tests' });
    await addTemplate('contoso', version('{{image "logo"}}', await images().pin('contoso', ['logo', 'gone'])));
    const [listed] = await images().list('contoso');
    expect(listed?.usedBy).toEqual([{ kind: 'template', id: 'mine', title: 'Mine', in: 'published' }]);
    expect(await images().list('fabrikam')).toEqual([]);
    expect((await listAudit('contoso', { target: 'logo' })).map(({ what }) => what)).toEqual(['image.add']);
  });

  it('keeps what versions show when an image is replaced', async () => {
    const first = await upload('logo');
    await addTemplate('contoso', version('{{image "logo"}}', await images().pin('contoso', ['logo'])));
    const second = await upload('logo', '#ff0000');
    expect(second.double.file).not.toBe(first.double.file);
    expect((await images().pin('contoso', ['logo']))[0]?.file).toBe(second.double.file);
    expect((await fetch(first.double.url)).status).toBe(200);
  });

  it('pins what a source names: from the library, else as it was', async () => {
    const { double } = await upload('logo');
    const old = { name: 'sample', file: 'sample.png', width: 10, height: 10, alt: '' };
    const { meta } = version('', [old, { ...old, name: 'unused' }, { ...old, name: 'logo' }]);
    const of = async (html: string) => (await images().metaFor('contoso', { meta, source: { html } })).images;
    expect(
      (await of('{{image "logo"}}{{banner "sample"}}{{image "nowhere"}}')).map(({ name, file }) => [name, file]),
    ).toEqual([
      ['sample', 'sample.png'],
      ['logo', double.file],
    ]);
    expect(await of('{{image')).toEqual(meta.images);
  });

  it('has a variant for dark backgrounds', async () => {
    const dark = { name: 'logo', variant: 'dark' as const, bytes: await picture('#ffffff') };
    expect((await problemOfAsync(() => images().add('contoso', dark, by))).code).toBe('NOT_FOUND');
    await upload('logo');
    const both = await images().add('contoso', dark, by);
    expect(both.dark).toMatchObject({ width: 240, height: 60 });
    expect((await images().pin('contoso', ['logo']))[0]).toMatchObject({
      file: both.double.file,
      dark: both.dark?.file,
    });
  });

  it('deletes nothing that a template shows, and no file that a mail may show', async () => {
    const logo = await upload('logo');
    await addTemplate('contoso', version('{{image "logo"}}', await images().pin('contoso', ['logo'])));
    const refused = await problemOfAsync(() => images().remove('contoso', 'logo', by));
    expect(refused).toMatchObject({ code: 'IN_USE', message: '“logo” is shown by “Mine” (published).' });
    await mongoose.connection.collection('templates').updateOne({}, { $set: { published: 2 } });
    const campaign = { id: 'fair', name: 'Fair', banner: { kind: 'image', image: logo.double.url } };
    await campaignLists.write('contoso', [campaign as never], 0);
    expect((await problemOfAsync(() => images().remove('contoso', 'logo', by))).message).toContain('“Fair” (campaign)');
    await campaignLists.write('contoso', [], 1);
    await images().remove('contoso', 'logo', by);
    expect(await images().list('contoso')).toEqual([]);
    expect((await fetch(logo.double.url)).status).toBe(200);
    const banner = await upload('banner', '#00ff00');
    await images().remove('contoso', 'banner', by);
    expect((await fetch(banner.double.url)).status).toBe(404);
    expect((await problemOfAsync(() => images().remove('contoso', 'banner', by))).code).toBe('NOT_FOUND');
    expect((await listAudit('contoso', { target: 'banner' })).map(({ what }) => what).sort()).toEqual([
      'image.add',
      'image.delete',
    ]);
  });
});

describe('addresses', () => {
  it('give the bytes for good, to anyone', async () => {
    const { double } = await upload('logo');
    const answer = await fetch(double.url);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect((await answer.arrayBuffer()).byteLength).toBe(double.bytes);
    const again = await fetch(double.url, {
      headers: { 'If-None-Match': answer.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
  });

  it.each([
    '/images/x.png',
    `/images/${'0'.repeat(64)}.png`,
    '/images/made/abc.png',
    `/images/made/${'A'.repeat(80)}.png`,
    '/images/..%2fx',
  ])('nothing at %s', async (path) => expect((await fetch(site + path)).status).toBe(404));

  it('starters bring theirs along', async () => {
    for (const { meta } of await readStarters('templates'))
      for (const { file } of meta.images) expect((await fetch(`${site}/images/${file}`)).status).toBe(200);
  });
});

describe('a rendered signature', () => {
  const person = buildPerson({ displayName: 'Anna Berg' }, { id: 'contoso:anna', tenantId: 'contoso' });

  async function rendered(html: string, imageMode: 'hosted' | 'embedded', photo?: string) {
    const delivery = createImageDelivery({ baseUrl: `${site}/images`, key, server: imageServer });
    const meta = { ...version(html, await images().pin('contoso', ['logo'])).meta, imageMode };
    const compiled = compileTemplate({ html }, delivery.sourceOf(meta));
    const frame = { marker: 'M', template: { id: 'mine', version: 1 }, images: [] };
    return delivery.complete(renderSignature(compiled, templateFields({ ...person, photo }, ''), frame), meta);
  }

  it('names hosted images', async () => {
    const { double } = await upload('logo');
    const { html, images: named } = await rendered('<p>{{image "logo"}}{{photo}}</p>', 'hosted');
    expect(named.map(({ contentType, base64 }) => [contentType, base64])).toEqual(
      Array(2).fill(['image/png', undefined]),
    );
    expect(named[0]?.url).toBe(double.url);
    expect(html).toContain(`src="${double.url}"`);
  });

  it('carries embedded ones along, each under a name of its own', async () => {
    await upload('logo');
    const { html, images: named } = await rendered('<p>{{image "logo"}}{{photo}}{{image "logo"}}</p>', 'embedded');
    expect(new Set(named.map(({ name }) => name)).size).toBe(2);
    for (const { name, url, base64 = '' } of named) {
      expect(html).toContain(`src="cid:${name}"`);
      expect(Buffer.from(base64, 'base64')).toEqual(Buffer.from(await (await fetch(url)).arrayBuffer()));
    }
    expect(html).not.toContain(`src="${site}`);
  });

  it('shows a photo by its version, and initials when it is gone', async () => {
    const bytes = await sharp({ create: { width: 90, height: 90, channels: 3, background: '#ff0000' } })
      .jpeg()
      .toBuffer();
    const photo = {
      _id: 'contoso:anna',
      tenantId: 'contoso',
      etag: 'a',
      contentType: 'image/jpeg',
      bytes,
      readAt: clock.now(),
    };
    await mongoose.connection.collection('people').insertOne({ _id: 'contoso:anna', tenantId: 'contoso' } as never);
    await savePhoto(photo);
    const tag = (await mongoose.connection.collection('people').findOne({}))?.photo;
    const {
      images: [shown],
    } = await rendered('<p>{{photo}}</p>', 'hosted', tag);
    const answer = await fetch(shown?.url ?? '');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const { dominant } = await sharp(Buffer.from(await answer.arrayBuffer())).stats();
    expect(dominant.r).toBeGreaterThan(240);
    await mongoose.connection.collection('photos').deleteMany({});
    const later = await fetch((await rendered('<p>{{photo size=90}}</p>', 'hosted', tag)).images[0]?.url ?? '');
    expect([later.status, later.headers.get('cache-control')]).toEqual([200, 'public, max-age=3600']);
  });
});
