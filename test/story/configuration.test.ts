import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { Actor } from '../../server/access/index.ts';
import { exportConfiguration, exportImageFiles, importConfiguration } from '../../server/configuration.ts';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';
import { addressOf } from '../support/small-directory.ts';

describe('configuration as files', () => {
  let world: AccessWorld;
  let admin: Credentials;
  const by: Actor = { kind: 'command', name: 'a test' };
  const take = () => exportConfiguration(world.signet, world.tenantId);
  const put = (files: ReadonlyMap<string, string>, dryRun = false) =>
    importConfiguration(world.signet, world.tenantId, files, { dryRun, by });
  const listed = async (path: string) => (await world.ask('GET', `/api/v1/${path}`, admin)).body.items;

  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.apiToken('admin');
    const condition = { operator: 'memberOf', value: `${world.tenantId}:everyone` };
    const banner = { kind: 'html', html: '<p>Hall 4</p>' };
    await world.ask('POST', '/api/v1/campaigns', admin, { name: 'Fair', banner, who: { condition } });
    await world.ask('POST', '/api/v1/templates', admin, { title: 'Unfinished', source: { html: '<p>{{#if name}}' } });
  });
  afterAll(() => world?.close());

  it('has no person, no secret and no id of the tenant, and is the same text every time', async () => {
    const files = await take();
    expect([...files.keys()].filter((path) => !path.startsWith('templates/'))).toEqual([
      'settings.json',
      'import-rules.json',
      'mappings.json',
      'assignments.json',
      'campaigns.json',
      'images.json',
    ]);
    expect(files.get('assignments.json')).toContain('"Everyone"');
    expect(JSON.parse(files.get('templates/unfinished/meta.json') ?? '')).toMatchObject({ draft: true });
    for (const text of files.values()) expect(text).not.toMatch(new RegExp(`${world.tenantId}|${addressOf(1)}`));
    expect([...(await take())]).toEqual([...files]);
    expect(await put(files)).toEqual([]);
  });

  it('shows what it would change, changes exactly that, and a second time nothing', async () => {
    const files = await take();
    files.set('templates/fresh/html.hbs', '<p>{{name}}</p>\n');
    files.set('templates/fresh/meta.json', '{"title": "Fresh"}');
    const compact = files.get('templates/compact/html.hbs') ?? '';
    files.set('templates/compact/html.hbs', `<p>{{name}}</p>\n${compact}`);
    const [replies] = JSON.parse(files.get('assignments.json') ?? '');
    files.set(
      'assignments.json',
      JSON.stringify([
        { ...replies, id: 'first', templateId: 'fresh', when: {}, who: { groupIds: ['Board'] } },
        replies,
      ]),
    );
    files.set('settings.json', (files.get('settings.json') ?? '').replace('"approval": false', '"approval": true'));
    const changes = await put(files, true);
    expect(changes.map(({ path, what }) => [path, what]).sort()).toEqual([
      ['assignments.json', 'changed'],
      ['settings.json', 'changed'],
      ['templates/compact/html.hbs', 'changed'],
      ['templates/fresh/html.hbs', 'new'],
      ['templates/fresh/meta.json', 'new'],
    ]);
    expect(changes.find(({ path }) => path === 'templates/compact/html.hbs')).toMatchObject({
      added: 1,
      removed: 0,
      lines: ['+ <p>{{name}}</p>'],
    });
    expect((await listed('assignments')).map(({ id }: { id: string }) => id)).toEqual(['replies', 'new-mail']);
    expect(await put(files)).toHaveLength(5);
    expect(
      (await listed('assignments')).map(({ id, templateId, groups }: never) => [id, templateId, groups]),
    ).toMatchObject([
      ['first', 'fresh', [{ name: 'Board' }]],
      ['replies', 'compact', [{ name: 'Everyone' }]],
    ]);
    expect((await world.ask('GET', '/api/v1/templates/compact', admin)).body).toMatchObject({
      version: 2,
      state: 'published',
    });
    expect(await put(files)).toEqual([]);
  });

  it('takes images along, bytes and all, and refuses files that are missing or are not what they were', async () => {
    const logo = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#10808a' } })
      .png()
      .toBuffer();
    const upload = { name: 'logo', alt: 'The logo', variant: 'light' as const, bytes: logo };
    const { double } = await world.signet.images.add(world.tenantId, upload, by);
    const [files, imageFiles] = [await take(), await exportImageFiles(world.tenantId)];
    expect([...imageFiles.keys()]).toEqual([`images/${double.file}`]);
    await world.signet.images.remove(world.tenantId, 'logo', by);
    files.set('templates/fresh/html.hbs', '<p>{{name}}</p>{{image "logo"}}\n');
    files.set('templates/fresh/meta.json', '{"title": "Fresh"}');
    const bring = (given: ReadonlyMap<string, Buffer>) =>
      importConfiguration(world.signet, world.tenantId, files, { dryRun: false, by, imageFiles: given });
    await expect(bring(new Map())).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringContaining(`images/${double.file}: this file is missing.`),
    });
    await expect(bring(new Map([[`images/${double.file}`, Buffer.from('other')]]))).rejects.toMatchObject({
      message: expect.stringContaining('this file was changed'),
    });
    expect(await world.signet.images.list(world.tenantId)).toEqual([]);
    expect((await bring(imageFiles)).map(({ path }) => path)).toContain('images.json');
    expect((await fetch(`${world.url}/images/${double.file}`)).headers.get('content-type')).toBe('image/png');
    expect(await world.signet.images.list(world.tenantId)).toMatchObject([
      { name: 'logo', alt: 'The logo', usedBy: [{ id: 'fresh', in: 'published' }] },
    ]);
    expect((await take()).get('templates/fresh/meta.json')).toContain(double.file);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'JSON that is none',
      'assignments.json',
      '[\n  {"id": "x",\n  oops }\n]',
      /assignments\.json, line 3: this is not JSON/,
    ],
    [
      'a value that is none',
      'settings.json',
      '{\n "sync": {\n  "auto": { "time": "25:99" }\n } }',
      /settings\.json, line 3: sync\.auto\.time/,
    ],
    [
      'an unknown field',
      'campaigns.json',
      '[\n {"id": "x", "name": "X",\n  "banner": {"kind": "html", "html": "<p>x</p>"}, "extra": 1}]',
      /campaigns\.json, line 2: 0: .*extra/,
    ],
    [
      'a template that cannot be rendered',
      'templates/classic/html.hbs',
      '<p>\n{{#if name}}',
      /templates\/classic\/html\.hbs, line \d+, column \d+/,
    ],
    [
      'a template that is not there',
      'assignments.json',
      '[{"id":"x","name":"X","templateId":"gone","who":{"everyone":true}}]',
      /“gone”/,
    ],
    [
      'a regular expression that is none',
      'import-rules.json',
      '[{"name":"R","condition":{"field":"city","operator":"matches","value":"("}}]',
      /regular expression/,
    ],
  ])('%s changes nothing, and is named with its line', async (_name, path, text, message) => {
    const before = await take();
    const files = new Map(before).set(path, text).set('templates/other/html.hbs', '<p>{{name}}</p>');
    await expect(put(files)).rejects.toMatchObject({ code: 'VALIDATION', message: expect.stringMatching(message) });
    expect([...(await take())]).toEqual([...before]);
  });
});
