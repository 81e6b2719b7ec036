import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type AccessWorld, openAccessWorld } from '../support/access-world.ts';
import { openBrowser } from '../support/browser.ts';
import { settling } from '../support/settling.ts';
import { addressOf, idOf, smallUser } from '../support/small-directory.ts';

const payload = (mark: number) =>
  `"><img src=x onerror=window.pwned=${mark}><script>window.pwned=${mark}</script>{{7*7}}`;
const minute = 60_000;
/** Who has it in every field. */
const number = 50;

describe('text of the directory', () => {
  let world: AccessWorld;
  let browser: Browser;

  beforeAll(async () => {
    [world, browser] = await Promise.all([openAccessWorld(), openBrowser()]);
    const fields = Object.entries(fieldsOf()).map(([name, mark]) => [name, payload(mark)]);
    world.sandbox.world.addUser({
      ...smallUser(number),
      ...Object.fromEntries(fields),
      accountEnabled: true,
      userType: 'Member',
    });
    world.sandbox.world.addGroup(
      { displayName: payload(90), mailEnabled: false, securityEnabled: true, groupTypes: [] },
      [idOf(number)],
    );
    await world.sync();
    await offerTemplates(world);
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  it(
    'is words on every page of the admin app, and nothing runs',
    async () => {
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 } });
      const { Cookie = '' } = await world.session(['admin']);
      const value = Cookie.slice(Cookie.indexOf('=') + 1);
      await context.addCookies([
        {
          name: '__Host-signet',
          value,
          domain: 'localhost',
          path: '/',
          secure: true,
          httpOnly: true,
          sameSite: 'Lax',
        },
      ]);
      const page = await context.newPage();
      const settled = settling(page);
      page.on('dialog', (dialog) => dialog.dismiss());
      const id = encodeURIComponent(`${world.tenantId}:${idOf(number)}`);
      const quiet = ['/admin/', '/admin/#/runs', '/admin/#/groups'];
      const telling = ['/admin/#/people', `/admin/#/people/${id}`];
      for (const path of [...quiet, ...telling]) {
        await page.goto(`${world.url}${path}`);
        await page.reload();
        await page.getByRole('navigation').first().waitFor();
        await settled();
        // Were it not shown, nothing would have been tried.
        if (telling.includes(path)) await page.getByText('onerror=window.pwned').first().waitFor();
        for (const frame of page.frames()) {
          expect([path, await frame.evaluate('window.pwned')]).toEqual([path, undefined]);
          expect([path, await frame.locator('img[src="x"]').count()]).toEqual([path, 0]);
        }
      }
      await context.close();
    },
    2 * minute,
  );

  it(
    "is words in Outlook's pane and in the message, and nothing runs",
    async () => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 860 } });
      // Tokens are of the world's time.
      await context.clock.setFixedTime(world.clock.now());
      // This world is no sandbox to the server: its pages name Microsoft's office.js, which comes from a package here.
      await context.route('https://appsforoffice.microsoft.com/lib/1/hosted/**', async (route) => {
        const file = async (name: string) => (await world.sandbox.ask(`${world.sandbox.url}/office-js/${name}`)).text;
        const name = route.request().url().split('/hosted/')[1]?.split('?')[0] ?? '';
        const body = `${name === 'office.js' ? await file('host.js') : ''}\n${await file(name)}`;
        await route.fulfill({ contentType: 'text/javascript', body });
      });
      const page = await context.newPage();
      page.on('dialog', (dialog) => dialog.dismiss());
      await page.goto(`${world.sandbox.composeUrl}?as=${addressOf(number)}`);
      await page.locator('[data-ref=status][data-state=done]').waitFor();
      await page.getByRole('button', { name: 'Signature' }).first().click();
      const pane = page.frameLocator('iframe[src$="/addin/taskpane.html"]');
      await pane.getByLabel('Which signature').waitFor();
      await pane.getByRole('button', { name: 'Insert signature' }).click();
      await pane.getByText('The signature was inserted.').waitFor();
      const titles = await pane.getByLabel('Which signature').locator('option').allInnerTexts();
      expect(titles).toContain(payload(91));
      expect(await pane.getByLabel('Job title').inputValue()).toBe(payload(Number(fieldsOf().jobTitle)));
      expect(await page.locator('[data-ref=body-html]').innerText()).toContain('onerror=window.pwned');
      // The hidden page goes when it has had nothing to do for a moment: not while it is looked at.
      await page.locator('.launch-frame').waitFor({ state: 'detached' });
      expect(page.frames().length).toBeGreaterThan(2);
      for (const frame of page.frames()) {
        // The preview belongs to no origin and runs nothing, not even this.
        const [pwned, images] = [await frame.evaluate('window.pwned'), await frame.locator('img[src="x"]').count()];
        expect([frame.url(), pwned, images]).toEqual([frame.url(), undefined, 0]);
      }
      await context.close();
    },
    2 * minute,
  );
});

/** Fields of the directory's user, with the number of the payload in each. */
function fieldsOf(): Record<string, number> {
  const kept = ['id', 'mail', 'userPrincipalName', 'proxyAddresses', 'assignedLicenses', 'createdDateTime'];
  const names = [...Object.keys(smallUser(number)), 'companyName', 'city', 'country', 'streetAddress'];
  return Object.fromEntries(names.filter((name) => !kept.includes(name)).map((name, mark) => [name, mark + 1]));
}

/** Lets everyone choose among two templates, one with such a title, and edit their job title. */
async function offerTemplates(world: AccessWorld): Promise<void> {
  const admin = await world.session(['admin']);
  const change = async (method: string, path: string, body: object) => {
    const { status, text } = await world.ask(method, `/api/v1${path}`, admin, body);
    expect([path, status < 300 ? 'done' : text]).toEqual([path, 'done']);
  };
  await change('POST', '/templates', { id: 'odd', title: payload(91), source: { html: '<p>{{name}}</p>' } });
  await change('POST', '/templates/odd/publish', {});
  const mine = { name: payload(92), templateId: 'classic', choices: ['odd'], who: { everyone: true } };
  await change('POST', '/assignments', { ...mine, before: 'new-mail' });
  await change('PATCH', '/settings', { path: 'profile.editable', value: ['jobTitle'] });
}
