import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Route } from 'playwright-core';
import type { AssignmentView, ProfileAnswer, SettingsView } from '../../contract/index.ts';
import { type AdminBrowser, seriousFaults, signInToAdmin } from '../support/admin-browser.ts';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/eventually.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

const minute = 60_000;

describe('people’s own signature, and who has it', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let browser: Browser;
  let admin: AdminBrowser;
  let employee: AdminBrowser;

  beforeAll(async () => {
    [signet, browser] = await Promise.all([startSignet({ DATA_DIR: data.path }), openBrowser()]);
    admin = await signInToAdmin(browser, signet);
    employee = await signInToAdmin(browser, signet, { role: 'employee' });
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  const set = (path: string, value: unknown) => admin.call('PATCH', '/api/v1/settings', { path, value });
  const addin = async () => ((await admin.call('GET', '/api/v1/settings')) as SettingsView).addin;
  /** A changed setting has come to the server that answers, which looks every two seconds. */
  async function editable(field: string, expected: boolean): Promise<void> {
    const may = async () => {
      const { fields } = (await employee.call('GET', '/api/v1/me/profile')) as ProfileAnswer;
      return fields.some(({ name }) => name === field);
    };
    await until(may, (now) => now === expected, 20);
  }
  const me = () => signet.ready.signIn?.find(({ role }) => role === 'employee');

  it(
    'somebody without a role lands on their own signature, and there is nothing else',
    async () => {
      const page = await employee.open('/people');
      await page.getByRole('heading', { name: 'My signature', level: 1 }).waitFor();
      expect(new URL(page.url()).hash).toBe('#/my-signature');
      const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
      expect(await links.allInnerTexts()).toEqual(['My signature']);
      await page.frameLocator('iframe').first().getByText(String(me()?.name)).first().waitFor();
      await page.getByText('Your details come from Microsoft 365.').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await page.close();
    },
    minute,
  );

  it(
    'they edit what they are allowed to, see it at once, and can let it follow Microsoft 365 again',
    async () => {
      await set('profile.editable', ['jobTitle', 'mobilePhone']);
      await editable('jobTitle', true);
      const page = await employee.open('/my-signature');
      const shown = page.frameLocator('iframe').first();
      const title = page.getByRole('textbox', { name: 'Job title' });
      const before = await title.inputValue();
      await title.fill('Keeper of the Seals');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Your details were saved.').waitFor();
      await shown.getByText('Keeper of the Seals').waitFor();
      await page.getByRole('button', { name: 'Job title: take the value of Microsoft 365 again' }).click();
      await shown.getByText(before).first().waitFor();
      expect(await title.inputValue()).toBe(before);

      // What is typed while it is being saved stays, and is saved next.
      let answer: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const hold = async (route: Route) => {
        const response = await route.fetch();
        await held;
        await route.fulfill({ response });
      };
      await page.route('**/me/profile', hold, { times: 1 });
      const asked = page.waitForRequest((request) => request.method() === 'PATCH');
      await title.fill('Keeper');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await asked;
      await title.fill('Keeper of the Great Seal');
      answer();
      await shown.getByText('Keeper').waitFor();
      expect(await title.inputValue()).toBe('Keeper of the Great Seal');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Your details were saved.').waitFor();
      await shown.getByText('Keeper of the Great Seal').waitFor();
      await page.getByRole('button', { name: 'Job title: take the value of Microsoft 365 again' }).click();
      await shown.getByText(before).first().waitFor();

      await set('profile.editable', ['mobilePhone']);
      await editable('jobTitle', false);
      await title.fill('King');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Your organisation does not let you change: jobTitle.').waitFor();
      expect(await title.inputValue()).toBe('King');
      await page.close();
    },
    minute,
  );

  it(
    'they choose among the signatures they are offered, by kind of message',
    async () => {
      const { items } = (await admin.call('GET', '/api/v1/assignments')) as { items: AssignmentView[] };
      const rule = { name: 'Choice', who: { everyone: true }, templateId: 'classic', choices: ['compact'] };
      const when = { composeTypes: ['newMail'] };
      await admin.call('POST', '/api/v1/assignments', { ...rule, when, before: items[0]?.id });
      const page = await employee.open('/my-signature');
      const choice = page.getByLabel('Which signature');
      await choice.waitFor();
      const [, other] = await choice.locator('option').allInnerTexts();
      const before = await page.locator('iframe').first().getAttribute('srcdoc');
      await choice.selectOption(String(other));
      await page.getByText('Your choice was saved.').waitFor();
      await page.waitForFunction((old) => document.querySelector('iframe')?.getAttribute('srcdoc') !== old, before);
      await page.getByLabel('Kind of message').selectOption('reply');
      await choice.waitFor({ state: 'detached' });
      await page.close();
    },
    minute,
  );

  it(
    'coverage: who was heard of, with which Outlook; the address says what the list is narrowed to',
    async () => {
      const at = new Date();
      const report = { composeType: 'newMail', format: 'html', client: { platform: 'web', version: '16.99' } };
      const later = new Date(at.getTime() + 1).toISOString();
      await employee.call('POST', '/api/v1/me/deliveries', [
        { ...report, id: 'one', at: at.toISOString(), outcome: 'inserted' },
        { ...report, id: 'two', at: later, outcome: 'failed', error: 'office 9020' },
      ]);
      const page = await admin.open('/outlook/coverage');
      await page.getByText('The add-in of 1 person was heard of').waitFor();
      await page.getByRole('button', { name: 'Outlook on the web' }).click();
      await page.waitForURL(/client=web/);
      const row = page.getByRole('row', { name: new RegExp(String(me()?.name)) });
      for (const fact of ['Outlook on the web', '16.99', 'Failed', 'office 9020']) await row.getByText(fact).waitFor();
      await page.getByLabel('Last outcome').selectOption('inserted');
      await page.getByText('Nobody matches').waitFor();
      expect(new URL(page.url()).hash).toBe('#/outlook/coverage?client=web&outcome=inserted');
      await page.getByRole('button', { name: 'Show everyone again' }).click();
      const unheard = page.getByRole('row', { name: /Never heard of/ }).first();
      await unheard.waitFor();
      // Two changes at once, before the page is drawn again: both count.
      await page.evaluate(() => {
        const choices = [...document.querySelectorAll('search select')] as HTMLSelectElement[];
        for (const [place, value] of ['no', 'web'].entries()) {
          const choice = choices[place] as HTMLSelectElement;
          choice.value = value;
          choice.dispatchEvent(new Event('change', { bubbles: true }));
        }
      });
      await page.waitForURL(/coverage\?seen=no&client=web$/);
      await page.getByText('Nobody matches').waitFor();
      await page.getByLabel('Outlook', { exact: true }).selectOption('');
      await unheard.waitFor();
      expect(await row.count()).toBe(0);
      await page.goBack();
      const again = await admin.open('/outlook/coverage?seen=yes');
      await again
        .getByRole('row', { name: new RegExp(String(me()?.name)) })
        .getByRole('link')
        .click();
      const deliveries = again.getByRole('region', { name: 'Deliveries' });
      await deliveries.getByText('office 9020').waitFor();
      expect(await deliveries.getByRole('listitem').count()).toBe(2);
      await again.getByText('Why this signature?').click();
      await again.getByRole('listitem').filter({ hasText: 'Choice' }).first().waitFor();
      expect(await seriousFaults(again)).toEqual([]);
      for (const tab of [page, again]) await tab.close();
    },
    minute,
  );

  it(
    'the settings of the add-in: what cannot be taken back is asked about, and a changed manifest is said',
    async () => {
      const page = await admin.open('/outlook/settings');
      const native = page.getByRole('switch', { name: /Turn them off/ });
      await native.click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      expect(await native.isChecked()).toBe(false);
      await native.click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Turn off' }).click();
      await page.getByRole('radio', { name: /where none was ever put/ }).check();
      await page.getByText('The manifest changes with this.').waitFor();
      expect(await addin()).toEqual({ sendCheck: 'off', nativeSignatures: 'keep' });
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      expect(await addin()).toEqual({ sendCheck: 'forgotten', nativeSignatures: 'turnOff' });
      expect(await (await fetch(`${signet.ready.url}/manifest.xml`)).text()).toContain('OnMessageSend');
      await page.close();
    },
    minute,
  );

  it('nothing went wrong in the browser', () => expect([...admin.errors, ...employee.errors]).toEqual([]));
});
