import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

/** Images, lint, import and campaigns as the built command line offers them, on the sandbox. */
describe('commands around signatures', () => {
  const data = makeDataDir();
  const file = (name: string) => join(data.path, name);
  let signet: RunningSignet;
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await signet.command(...args, '--json');
    return { code, answer: JSON.parse(stdout), stderr };
  };

  beforeAll(async () => {
    const blank = { width: 120, height: 40, channels: 3, background: '#10808a' } as const;
    writeFileSync(file('Logo.png'), await sharp({ create: blank }).png().toBuffer());
    writeFileSync(file('drawing.png'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    mkdirSync(file('Ada_files'));
    writeFileSync(file('Ada_files/image001.png'), await sharp({ create: blank }).png().toBuffer());
    writeFileSync(
      file('Ada.htm'),
      '<html><body><p class=MsoNormal><b>Ada Lindgaard</b></p><p>ada.lindgaard@northwind-harbour.example</p><img width=60 height=20 src="Ada_files/image001.png"></body></html>',
    );
    signet = await startSignet({ DATA_DIR: file('data') });
  }, 90_000);
  afterAll(async () => {
    await signet?.stop();
    data.remove();
  });

  it('image add says what is wrong with a file, and what a template writes to show it', async () => {
    expect(await run('image', 'add', file('drawing.png'))).toMatchObject({
      code: 2,
      answer: { error: { code: 'VALIDATION', message: expect.stringContaining('SVG') } },
    });
    expect(await run('image', 'add', file('Logo.png'), '--alt', 'Northwind')).toMatchObject({
      code: 0,
      answer: { name: 'logo', width: 120, alt: 'Northwind' },
    });
  }, 120_000);

  it('template import makes a draft of a signature and its pictures, which lint looks over', async () => {
    const made = await run('template', 'import', file('Ada.htm'), '--title', 'Ada');
    expect(made).toMatchObject({ code: 0, answer: { template: 'ada', images: [expect.stringMatching(/^imported-/)] } });
    expect(made.answer.fields.map(({ field }: { field: string }) => field)).toEqual(['name', 'senderMail']);
    const looked = await run('template', 'lint', 'ada');
    expect(looked.code).toBe(0);
    expect(looked.answer.items).toContainEqual(expect.objectContaining({ advice: expect.any(String) }));
  }, 120_000);

  it('campaign add, save and remove', async () => {
    const banner = { kind: 'html', html: '<p>Hall 4</p>' };
    const fair = { name: 'Fair', enabled: true, banner };
    expect(await run('campaign', 'add', JSON.stringify(fair))).toMatchObject({
      code: 0,
      answer: { id: 'fair', state: 'running' },
    });
    const bad = await run('campaign', 'save', 'fair', JSON.stringify({ ...fair, when: { ends: '9999-12-31' } }));
    expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('when.ends') });
    expect(await run('campaign', 'save', 'fair', JSON.stringify({ ...fair, enabled: false }))).toMatchObject({
      answer: { state: 'off' },
    });
    expect(await run('campaign', 'remove', 'fair')).toMatchObject({ code: 0, answer: { items: [] } });
  }, 120_000);

  it('export writes images as files, and import takes them in again', async () => {
    expect((await run('export', file('configuration'))).code).toBe(0);
    expect(existsSync(file('configuration/images.json'))).toBe(true);
    expect(readdirSync(file('configuration/images')).length).toBeGreaterThan(0);
    expect((await run('image', 'delete', 'logo')).code).toBe(0);
    expect(await run('import', file('configuration'))).toMatchObject({
      code: 0,
      answer: { changes: [{ path: 'images.json' }] },
    });
    expect((await run('image', 'list')).answer.items).toContainEqual(expect.objectContaining({ name: 'logo' }));
  }, 120_000);
});
