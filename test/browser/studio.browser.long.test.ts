import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page as Tab } from 'playwright-core';
import sharp from 'sharp';
import type { ImageView, Page, PersonView, SignatureAnswer, TemplateDetail } from '../../contract/index.ts';
import { type AdminBrowser, fitsItsWindow, seriousFaults, signInToAdmin } from '../support/admin-browser.ts';
import { openBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { settling } from '../support/settling.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

const minute = 60_000;
const pictures = resolve('test-output/studio');

describe('the template studio in a browser', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let browser: Browser;
  let editor: AdminBrowser;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    [signet, browser] = await Promise.all([startSignet({ DATA_DIR: data.path }), openBrowser()]);
    editor = await signInToAdmin(browser, signet);
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  const image = async (name: string) => {
    const { items } = (await editor.call('GET', '/api/v1/images')) as { items: ImageView[] };
    return items.find((one) => one.name === name);
  };
  const template = async (id: string) => (await editor.call('GET', `/api/v1/templates/${id}`)) as TemplateDetail;
  /** A picture of the page as it is now, kept for people to look at. */
  const keep = (page: Tab, name: string) => page.screenshot({ path: resolve(pictures, `${name}.png`), fullPage: true });

  it(
    'a picture is refused where it is none or too large, else cropped by keyboard, named, described, and shown where it is used',
    async () => {
      const page = await editor.open('/templates/classic?view=code');
      await page.getByRole('button', { name: 'Pictures' }).click();
      const dialog = page.getByRole('dialog');
      const file = dialog.locator('input[type=file]');
      await file.setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
      await dialog.getByText('notes.png is not a picture that can be read.').waitFor();
      await file.setInputFiles({ name: 'big.png', mimeType: 'image/png', buffer: Buffer.alloc(4 * 1024 * 1024 + 1) });
      await dialog.getByText('at most 4 MB are taken').waitFor();
      await file.setInputFiles({ name: 'Our Logo.png', mimeType: 'image/png', buffer: await logo() });
      await pull(page, dialog.getByRole('application'), { from: [100, 50], to: [300, 150] });
      await dialog.getByText('Kept: 200 × 100 pixels').waitFor();
      await pull(page, dialog.getByRole('application'), { from: [200, 100], to: [100, 50] });
      await eventually(async () => expect(await dialog.getByLabel('From the left').inputValue()).toBe('0'));
      await dialog.getByRole('application').press('Shift+ArrowLeft');
      await dialog.getByText('Kept: 196 × 100 pixels').waitFor();
      await dialog.getByLabel('Width', { exact: true }).fill('300');
      await dialog.getByLabel('Height', { exact: true }).fill('100');
      await dialog.getByRole('application').press('ArrowRight');
      await dialog.getByText('Kept: 300 × 100 pixels').waitFor();
      await eventually(async () => expect(await dialog.getByLabel('From the left').inputValue()).toBe('4'));
      await dialog.getByRole('button', { name: 'Upload' }).click();
      await dialog.getByText('Say what the picture shows.').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await keep(page, 'crop');
      await dialog.getByLabel('What it shows').fill('Northwind');
      await dialog.getByRole('button', { name: 'Upload' }).click();
      await dialog.getByText('our-logo is in the library.').waitFor();
      expect(await image('our-logo')).toMatchObject({ alt: 'Northwind', width: 160, height: 53, usedBy: [] });
      await keep(page, 'library');
      expect(await seriousFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Insert our-logo' }).click();
      await page.getByText('You have changes that are not saved.').waitFor();
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      expect((await template('classic')).source.html).toContain('{{image "our-logo" width=160 alt="Northwind"}}');

      await page.getByRole('button', { name: 'Pictures' }).click();
      await dialog.getByText('Shown in Classic (draft)').waitFor();
      await dialog.getByRole('button', { name: 'Delete our-logo' }).hover();
      await page.getByRole('tooltip').getByText('It cannot be deleted while it is shown in Classic').waitFor();
      expect(await image('our-logo')).toBeDefined();
      await page.close();
    },
    2 * minute,
  );

  it(
    'who writes no HTML makes a signature of blocks, sees it for a person, and publishes it knowing whom it changes',
    async () => {
      // Under the policy of the pages, as everybody has it: nothing is let through for the test.
      const strict = await signInToAdmin(browser, signet, { bypassCSP: false });
      const refused = new Set<string>();
      await strict.context.exposeFunction('refusedByPolicy', (directive: string) => void refused.add(directive));
      await strict.context.addInitScript(() => {
        const { refusedByPolicy } = globalThis as unknown as { refusedByPolicy(directive: string): void };
        document.addEventListener('securitypolicyviolation', (event) => refusedByPolicy(event.violatedDirective));
      });
      const page = await strict.open('/templates');
      await page.getByRole('button', { name: 'New template' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Blocks');
      await page.getByRole('button', { name: 'Create' }).click();
      const canvas = page.frameLocator('iframe[title="The signature, to be edited"]');
      const add = (name: string) =>
        page.getByRole('region', { name: 'Add' }).getByRole('button', { name, exact: true }).press('Enter');
      await page.getByRole('region', { name: 'Add' }).waitFor();
      await page
        .getByRole('region', { name: 'Structure' })
        .getByRole('button', { name: 'Name' })
        .first()
        .press('Enter');
      await page.getByRole('button', { name: 'Delete' }).press('Enter');
      await page.getByText('Nothing is here yet.').waitFor();
      await add('Name');
      await canvas.locator('.sg-chip', { hasText: 'Name' }).waitFor();
      await add('Job title and department');
      await page.getByLabel('Show only if this is filled').selectOption({ label: 'Department' });
      await canvas.locator('sg-branch[data-label="If “Department” is filled"]').waitFor();
      await add('Phone');
      await add('Text');
      await page.getByRole('button', { name: 'Edit the text' }).click();
      await canvas.locator('[contenteditable=true]').fill('Meet us & our whole team in the harbour: ');
      await add('Website');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Done with the text' }).click();

      await add('Logo or picture');
      const dialog = page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name: 'Logo.png', mimeType: 'image/png', buffer: await logo() });
      await dialog.getByRole('button', { name: 'Square' }).click();
      await dialog.getByLabel('What it shows').fill('Northwind Harbour');
      await dialog.getByRole('button', { name: 'Upload' }).click();
      await dialog.getByRole('button', { name: 'Insert logo', exact: true }).click();
      await canvas.locator('img[alt="Northwind Harbour"]').waitFor();
      expect(await image('logo')).toMatchObject({ width: 160, height: 160 });

      await drag(page, 'Divider');
      await canvas.locator('td[style*="border-bottom"]').waitFor();

      await page.getByLabel('Shown for').pressSequentially('Ada');
      await page
        .getByRole('listbox')
        .getByRole('option', { name: /Ada Lindgaard/ })
        .click();
      await canvas.locator('.sg-value', { hasText: 'Ada Lindgaard' }).waitFor();
      const preview = page.frameLocator('iframe[title^="Preview"]');
      await preview.getByText('Meet us & our whole team').waitFor();
      await preview.locator('img[alt="Northwind Harbour"]').waitFor();
      await page.getByText('Nothing stands in the way of publishing.').waitFor();
      await keep(page, 'visual-1280-light');
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Publish …' }).click();
      const asked = page.getByRole('alertdialog');
      await asked.getByText('Nobody’s signature changes').waitFor();
      await asked.getByRole('button', { name: 'Publish' }).click();
      await asked.waitFor({ state: 'detached' });

      const everyone = { name: 'Blocks', templateId: 'blocks', who: { everyone: true }, before: 'replies' };
      await editor.call('POST', '/api/v1/assignments', everyone);
      await add('Disclaimer');
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Publish …' }).click();
      await asked.getByText(/^Changes the signature of \d+ of \d+ people\.$/).waitFor();
      await asked.getByRole('button', { name: 'Publish' }).click();
      await asked.waitFor({ state: 'detached' });

      const { source, problems } = await template('blocks');
      expect(problems).toEqual([]);
      expect(source.html).toContain(
        '{{#if department}}<tr><td style="color:#6e7780">{{join jobTitle department sep=" · "}}</td></tr>{{/if}}',
      );
      expect(source.html).toContain('Meet us &amp; our whole team in the harbour:');
      const { items } = (await editor.call('GET', '/api/v1/people?query=Ada%20Lindgaard')) as Page<PersonView>;
      const { signature } = (await editor.call('GET', `/api/v1/people/${items[0]?.id}/signature`)) as SignatureAnswer;
      expect(signature.html).toContain('Ada Lindgaard');
      expect(signature.html).toContain('Meet us &amp; our whole team');
      expect(signature.html).toContain('alt="Northwind Harbour"');
      expect(signature.html).toContain('This message is for the person');
      expect(strict.errors).toEqual([]);
      // GrapesJS' own style elements, and a library's question whether it may compile: nothing that is needed.
      expect([...refused].filter((directive) => !['style-src-elem', 'script-src'].includes(directive))).toEqual([]);
      await page.close();
    },
    2 * minute,
  );

  it(
    'a template with conditions goes from code to visual and back unchanged, and what cannot be shown says why',
    async () => {
      await editor.call('POST', '/api/v1/templates', { title: 'Bilingual', starter: 'bilingual' });
      const page = await editor.open('/templates/bilingual?view=code');
      const canvas = page.frameLocator('iframe[title="The signature, to be edited"]');
      const unsaved = page.getByText('You have changes that are not saved.');
      await page.getByRole('tab', { name: 'Visual' }).click();
      await canvas.locator('sg-branch').first().waitFor();
      await canvas.getByText('Position').or(canvas.locator('.sg-chip')).first().click();
      await canvas.locator('.second').first().dblclick();
      await canvas.locator('[contenteditable=true]').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Code' }).click();
      await page.locator('.cm-content').waitFor();
      expect(await unsaved.count()).toBe(0);

      const { source } = await template('bilingual');
      await page.getByRole('tab', { name: 'Visual' }).click();
      const structure = page.getByRole('region', { name: 'Structure' });
      await structure.getByRole('button', { name: 'Job title' }).first().press('Enter');
      await page.getByRole('button', { name: 'Delete' }).press('Enter');
      await unsaved.waitFor();
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await unsaved.waitFor({ state: 'detached' });
      const changed = (await template('bilingual')).source.html;
      expect(source.html.replace(/\n\s*<tr><td><span dir="auto">\{\{jobTitle\}\}<\/span><\/td><\/tr>/, '')).toBe(
        changed,
      );

      await page.getByRole('tab', { name: 'Code' }).click();
      await page.locator('.cm-content').fill('<table>\n{{#if name}}<tr>{{/if}}</table>');
      await page.getByRole('tab', { name: 'Visual' }).click();
      await page.getByText('This template cannot be shown here without changing it.').waitFor();
      await page.getByText('Line 2:').waitFor();
      await page.getByRole('button', { name: 'Open the code there' }).click();
      await page.locator('.cm-content', { hasText: '{{#if name}}' }).waitFor();
      await page.getByRole('button', { name: 'Discard changes' }).click();
      await page.close();
    },
    2 * minute,
  );

  it(
    'the canvas shows the pictures of a starter, and calls what the pointer is over by its name',
    async () => {
      await editor.call('POST', '/api/v1/templates', { title: 'Logo', starter: 'logo' });
      const page = await editor.open('/templates/logo');
      const picture = page.frameLocator('iframe.gjs-frame').locator('img');
      await picture.waitFor();
      expect(await picture.evaluate((image) => (image as HTMLImageElement).decode().then(() => true))).toBe(true);
      await picture.hover();
      await page.locator('.gjs-badge', { hasText: 'sample-logo' }).first().waitFor();
      await page.close();
    },
    minute,
  );

  it(
    'words that are written change those words only, and undo takes them back',
    async () => {
      await editor.call('POST', '/api/v1/templates', { title: 'Legal', starter: 'legal' });
      const page = await editor.open('/templates/legal');
      const canvas = page.frameLocator('iframe[title="The signature, to be edited"]');
      const unsaved = page.getByText('You have changes that are not saved.');
      const { html } = (await template('legal')).source;
      await canvas.getByText('Commercial register').dblclick();
      await canvas.locator('[contenteditable=true]').waitFor();
      await page.keyboard.press('End');
      await page.keyboard.type(' · {{me}} & <you>');
      await unsaved.waitFor();
      await page.keyboard.press('Escape');
      // The canvas is read a moment after the last change; what the preview shows has come to the draft.
      await page.frameLocator('iframe[title^="Preview"]').getByText('· {{me}} & <you>').waitFor();
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await unsaved.waitFor({ state: 'detached' });
      const written = (await template('legal')).source.html;
      expect(written).toBe(html.replace('Second Name</td>', 'Second Name · &#123;&#123;me}} &amp; &lt;you&gt;</td>'));
      await page.getByRole('button', { name: 'Undo' }).click();
      await unsaved.waitFor();
      await page.getByRole('tab', { name: 'Code' }).click();
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await unsaved.waitFor({ state: 'detached' });
      expect((await template('legal')).source.html).toBe(html);
      await page.close();
    },
    2 * minute,
  );

  it.each(['light', 'dark'] as const)(
    'each view, %s: nothing that axe calls serious, nothing wider than a phone',
    async (scheme) => {
      const page = await editor.open('/templates/blocks');
      const settled = settling(page);
      await page.emulateMedia({ colorScheme: scheme });
      for (const view of ['visual', 'code', 'text']) {
        await page.goto(`${signet.ready.admin}#/templates/blocks?view=${view}`);
        await page.getByRole('tab', { name: view, selected: true }).waitFor();
        await settled();
        if (view === 'visual')
          await page.getByRole('region', { name: 'Structure' }).getByRole('button').first().press('Enter');
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: width === 390 ? 844 : 860 });
          await page.getByText(/ characters of at most/).waitFor();
          await page.evaluate(() => scrollTo(0, 0));
          await keep(page, `${view}-${width}-${scheme}`);
          expect(await seriousFaults(page)).toEqual([]);
          await fitsItsWindow(page);
        }
      }
      await page.close();
    },
    2 * minute,
  );
});

/** Pulls with the mouse from one point of something to another, once it stands still. */
async function pull(page: Tab, where: Locator, { from, to }: Record<'from' | 'to', [number, number]>): Promise<void> {
  await where.hover({ position: { x: from[0], y: from[1] } });
  const box = await where.boundingBox();
  if (!box) throw new Error('it is not shown');
  await page.mouse.down();
  await page.mouse.move(box.x + to[0], box.y + to[1], { steps: 4 });
  await page.mouse.up();
}

/** Drags a block to the top of the canvas, by the events that a browser sends: a driven mouse drags nothing into a frame. */
async function drag(page: Tab, name: string): Promise<void> {
  const block = page.getByRole('region', { name: 'Add' }).getByRole('button', { name, exact: true });
  const canvas = page.frameLocator('iframe.gjs-frame').locator('[data-gjs-type="wrapper"]');
  const send = (to: Locator, kind: string) =>
    to.evaluate((element, type) => {
      const { top, left } = (element.querySelector('table') ?? element).getBoundingClientRect();
      const place = { clientX: left + 20, clientY: top + 1 };
      const event = { bubbles: true, cancelable: true, dataTransfer: new DataTransfer(), ...place };
      element.dispatchEvent(new DragEvent(type, event));
    }, kind);
  await send(block, 'dragstart');
  for (const kind of ['dragenter', 'dragover']) await send(canvas, kind);
  // GrapesJS looks a moment later where the pointer is, and marks the place.
  await page.locator('.gjs-placeholder').filter({ visible: true }).waitFor();
  await send(canvas, 'drop');
  await send(block, 'dragend');
}

/** 400 × 200 pixels: a dark half and a bright one. */
function logo(): Promise<Buffer> {
  const bright = { create: { width: 200, height: 200, channels: 3 as const, background: '#f2b705' } };
  return sharp({ create: { width: 400, height: 200, channels: 3, background: '#0a6e7b' } })
    .composite([{ input: bright, left: 200, top: 0 }])
    .png()
    .toBuffer();
}
