import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import type { CampaignView, PersonView, SignatureAnswer } from '../../contract/index.ts';
import { type AdminBrowser, fitsItsWindow, seriousFaults, signInToAdmin } from '../support/admin-browser.ts';
import { openBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { settling } from '../support/settling.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

const minute = 60_000;

describe('campaigns and assignments in a browser', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let browser: Browser;
  let admin: AdminBrowser;
  let tab: Page;
  let person: PersonView;

  beforeAll(async () => {
    [signet, browser] = await Promise.all([startSignet({ DATA_DIR: data.path }), openBrowser()]);
    admin = await signInToAdmin(browser, signet);
    const { items } = (await admin.call('GET', '/api/v1/people?query=Sales&limit=200')) as { items: PersonView[] };
    person = items.find(({ fields }) => fields.department === 'Sales') as PersonView;
    tab = await admin.open('/campaigns');
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  const dialog = () => tab.getByRole('alertdialog');
  const campaign = async (id: string) => (await admin.call('GET', `/api/v1/campaigns/${id}`)) as CampaignView;
  const card = (name: string) => tab.getByRole('article', { name });
  const signatureOf = async ({ id }: PersonView) => {
    const path = `/api/v1/people/${encodeURIComponent(id)}/signature?composeType=newMail`;
    return ((await admin.call('GET', path)) as SignatureAnswer).signature.html ?? '';
  };

  it(
    'a campaign with an uploaded banner is made, and shows in the preview of a person and in the calendar',
    async () => {
      const banner = sharp({ create: { width: 1200, height: 240, channels: 3, background: '#0a6e7b' } });
      const file = { name: 'Fair Höhe.png', mimeType: 'image/png', buffer: await banner.png().toBuffer() };
      await tab.getByRole('button', { name: 'New campaign' }).click();
      await dialog().getByLabel('Name').fill('Trade fair');
      await dialog().getByRole('button', { name: 'Upload or look' }).click();
      const library = tab.getByRole('dialog', { name: /Pictures|Fair/ });
      await library.locator('input[type=file]').setInputFiles(file);
      await library.getByLabel('What it shows').fill('Meet us in hall 4');
      await library.getByRole('button', { name: 'Upload', exact: true }).click();
      await library.getByRole('button', { name: 'Insert fair-hohe' }).click();
      await dialog().getByLabel('Link', { exact: true }).fill('https://example.com/fair');
      await dialog().getByRole('img', { name: 'Meet us in hall 4' }).waitFor();
      expect(
        await dialog()
          .getByRole('combobox', { name: /^Image/ })
          .inputValue(),
      ).toBe('fair-hohe');
      await dialog().getByRole('checkbox', { name: 'Everyone in Sales' }).check();
      await dialog().getByLabel('From (day)').fill('2020-01-01');
      await dialog().getByLabel('Switched on').check();
      expect(await seriousFaults(tab)).toEqual([]);
      await dialog().getByRole('button', { name: 'Save' }).click();
      await card('Trade fair').getByText('Running').waitFor();
      expect(await campaign('trade-fair')).toMatchObject({
        banner: { alt: 'Meet us in hall 4', width: 600, height: 120, countClicks: true },
        who: { groupIds: [expect.stringMatching(/:/)] },
        when: { starts: '2020-01-01' },
      });
      await tab.getByText('As a table').first().click();
      const row = tab.getByRole('table', { name: /^Calendar/ }).getByRole('row', { name: /Trade fair/ });
      await eventually(async () => expect(await row.innerText()).toMatch(/Running\s+1 Jan 2020\s+open\s+1–\d\d/));
      expect(await seriousFaults(tab)).toEqual([]);

      const page = await admin.open(`/people/${encodeURIComponent(person.id)}`);
      const shown = page.frameLocator('iframe').first().getByRole('img', { name: 'Meet us in hall 4' });
      await shown.waitFor();
      await page.close();
    },
    2 * minute,
  );

  it(
    'clicks on its banner are counted and shown, by day',
    async () => {
      const link = /href="([^"]+\/go\/[^"]+)"/.exec(await signatureOf(person))?.[1] ?? '';
      for (let times = 0; times < 3; times += 1) {
        const answer = await fetch(link, { redirect: 'manual' });
        expect(answer.headers.get('location')).toBe('https://example.com/fair');
      }
      await tab.reload();
      await card('Trade fair').getByText('3 clicks in 30 days').waitFor();
      const figure = tab.getByRole('figure', { name: /^Clicks on banners/ });
      await figure.getByText('As a table').click();
      await eventually(async () => expect(await figure.getByRole('row').last().innerText()).toMatch(/\b3$/));
      expect(await seriousFaults(tab)).toEqual([]);
    },
    minute,
  );

  it(
    'two admins change it: the second is asked, and nothing of either is lost',
    async () => {
      await card('Trade fair').getByRole('button', { name: 'Edit: Trade fair' }).click();
      await dialog().getByLabel('Priority').fill('300');
      const { name, enabled, banner, who, when } = await campaign('trade-fair');
      const theirs = { name, enabled, banner, who, when, priority: 7 };
      await admin.call('PUT', '/api/v1/campaigns/trade-fair', theirs);
      await dialog().getByRole('button', { name: 'Save', exact: true }).click();
      await dialog().getByText('Someone else changed this in the meantime.').waitFor();
      expect((await campaign('trade-fair')).priority).toBe(7);
      await dialog().getByRole('button', { name: 'Take theirs' }).click();
      await dialog().getByText('Someone else changed').waitFor({ state: 'detached' });
      expect(await dialog().getByLabel('Priority').inputValue()).toBe('7');
      await dialog().getByLabel('Priority').fill('250');
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      await tab.getByRole('button', { name: 'Stay here' }).click();
      await dialog().getByRole('button', { name: 'Save', exact: true }).click();
      await card('Trade fair').getByText('Priority 250').waitFor();
    },
    minute,
  );

  it(
    'ending it takes its banner away at once; ending and deleting can be undone',
    async () => {
      expect(await signatureOf(person)).toContain('Meet us in hall 4');
      await card('Trade fair').getByRole('button', { name: 'End now' }).click();
      await card('Trade fair').getByText('Ended').waitFor();
      expect(await signatureOf(person)).not.toContain('Meet us in hall 4');
      await tab.getByRole('button', { name: 'Undo' }).click();
      await card('Trade fair').getByText('Running').waitFor();
      expect((await campaign('trade-fair')).when).toEqual({ starts: '2020-01-01' });

      await card('Trade fair').getByRole('button', { name: 'Delete' }).click();
      await dialog().getByRole('button', { name: 'Delete' }).click();
      await tab.getByText('No campaigns yet').waitFor();
      await tab.getByRole('button', { name: 'Undo' }).click();
      await card('Trade fair').getByText('Running').waitFor();
      expect(await signatureOf(person)).toContain('Meet us in hall 4');
    },
    minute,
  );

  it(
    'an assignment with a condition and a chosen person is made, and explained for whom it concerns',
    async () => {
      await tab.goto(`${signet.ready.admin}#/assignments`);
      await tab.getByRole('button', { name: 'New assignment' }).click();
      await dialog().getByLabel('Name').fill('Sales and one more');
      await dialog().getByLabel('Template', { exact: true }).selectOption('compact');
      await dialog().getByRole('checkbox', { name: 'Everyone in Sales' }).check();
      await dialog()
        .getByRole('combobox', { name: 'Chosen people, too' })
        .pressSequentially(person.fields.displayName ?? '');
      await tab.getByRole('option', { name: person.fields.displayName }).click();
      await dialog()
        .getByRole('button', { name: /Take .* out$/ })
        .waitFor();
      await dialog().getByLabel('Only those for whom a condition holds').check();
      await dialog()
        .getByRole('textbox', { name: 'Value' })
        .fill(person.fields.department ?? '');
      await dialog().getByLabel('Only people with these languages').fill('de, nb');
      await dialog().getByLabel('Only people with these languages').fill('');
      expect(await seriousFaults(tab)).toEqual([]);
      await dialog().getByRole('button', { name: 'Save' }).click();
      const made = card('Sales and one more');
      await made.getByText('Everyone in Sales, 1 chosen person, if Department is “Sales” → Compact').waitFor();
      await made.getByText('It never decides: “').waitFor();

      await tab.getByRole('button', { name: 'Move Sales and one more' }).focus();
      const handles = tab.getByRole('button', { name: /^Move / });
      const last = await handles.count();
      // Each step is said, and the next one counts from then on.
      for (const [key, said] of [
        ['Space', `position ${last} of ${last}`],
        ['ArrowUp', `position ${last - 1} of`],
        ['ArrowUp', `position ${last - 2} of`],
        ['Space', `put down at position ${last - 2} of`],
      ] as const) {
        await tab.keyboard.press(key);
        await tab.locator('[id^=DndLiveRegion]', { hasText: said }).waitFor({ state: 'attached' });
        // dnd-kit listens for the next key from its own timer on, which nobody's fingers are quicker than.
        await tab.evaluate(() => new Promise((done) => setTimeout(done)));
      }
      await tab.getByText('The new order is saved.').waitFor();
      await made.getByText('It never decides').waitFor({ state: 'detached' });

      await tab.getByRole('combobox', { name: 'Person' }).pressSequentially(person.address ?? '');
      await tab.getByRole('option', { name: person.fields.displayName }).click();
      await tab.getByText('Gets: Compact').waitFor();
      await tab.getByText('Banner: Trade fair').waitFor();
      await tab.getByText('(here: Sales)').waitFor();
      expect(await seriousFaults(tab)).toEqual([]);
    },
    minute,
  );

  it(
    'Home says whether everything is well, and shows syncs and clicks, in light and dark, on a desk and on a phone',
    async () => {
      await tab.goto(`${signet.ready.admin}#/`);
      const status = tab.getByRole('list', { name: 'Is everything well?' }).getByRole('listitem');
      await status.filter({ hasText: 'Without a signature' }).getByText('Everyone gets one').waitFor();
      // Each of them is asked for on its own.
      await eventually(async () => {
        expect(await status.filter({ hasText: 'Last sync' }).innerText()).toMatch(/Today at .*\sNext: /s);
        expect(await status.filter({ hasText: 'Campaigns running' }).innerText()).toMatch(/\b1\b/);
      });
      const syncs = tab.getByRole('figure', { name: /^What syncs changed/ });
      await syncs.getByText('As a table').click();
      await eventually(async () => expect(await syncs.getByRole('row').last().innerText()).toMatch(/\s213\s+0\s+0$/));
      const settled = settling(tab);
      for (const theme of ['light', 'dark'])
        for (const path of ['/', '/campaigns', '/assignments', '/groups', '/people/import', '/runs']) {
          await tab.evaluate((choice) => localStorage.setItem('signet.theme', choice), theme);
          await tab.setViewportSize({ width: 390, height: 844 });
          await tab.goto(`${signet.ready.admin}#${path}`);
          await tab.reload();
          await tab.locator('h1').waitFor();
          await settled();
          expect([theme, path, await seriousFaults(tab)]).toEqual([theme, path, []]);
          await fitsItsWindow(tab);
        }

      await admin.call('PUT', '/api/v1/assignments/new-mail', {
        ...{ name: 'New mail', templateId: null, who: { personIds: [person.id] } },
      });
      await tab.goto(`${signet.ready.admin}#/`);
      await tab.reload();
      await status.filter({ hasText: 'Without a signature' }).getByLabel('Needs a look').waitFor();
    },
    2 * minute,
  );

  it('nothing went wrong in the browser', () => expect(admin.errors).toEqual([]));
});
