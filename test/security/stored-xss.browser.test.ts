import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type AccessWorld, openAccessWorld } from '../support/access-world.ts';
import { openBrowser } from '../support/browser.ts';
import { idOf, smallUser } from '../support/small-directory.ts';

const payload = (mark: number) =>
  `"><img src=x onerror=window.pwned=${mark}><script>window.pwned=${mark}</script>{{7*7}}`;
const minute = 60_000;

describe('text of the directory in the admin app', () => {
  let world: AccessWorld;
  let browser: Browser;
  const number = 50;

  beforeAll(async () => {
    [world, browser] = await Promise.all([openAccessWorld(), openBrowser()]);
    const kept = ['id', 'mail', 'userPrincipalName', 'proxyAddresses', 'assignedLicenses', 'createdDateTime'];
    const names = [...Object.keys(smallUser(number)), 'companyName', 'city', 'country', 'streetAddress'];
    const fields = names.filter((name) => !kept.includes(name)).map((name, mark) => [name, payload(mark + 1)]);
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
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  it(
    'is words on every page, and nothing runs',
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
      page.on('dialog', (dialog) => dialog.dismiss());
      const id = encodeURIComponent(`${world.tenantId}:${idOf(number)}`);
      let seen = 0;
      for (const path of ['/admin/', '/admin/#/people', `/admin/#/people/${id}`, '/admin/#/runs', '/admin/#/groups']) {
        await page.goto(`${world.url}${path}`);
        await page.reload();
        await page.getByRole('navigation').first().waitFor({ timeout: 15_000 });
        await page.waitForLoadState('networkidle');
        for (const frame of page.frames()) {
          expect([path, await frame.evaluate('window.pwned')]).toEqual([path, undefined]);
          expect([path, await frame.locator('img[src="x"]').count()]).toEqual([path, 0]);
        }
        seen += (await page.content()).includes('onerror=window.pwned') ? 1 : 0;
      }
      // Were it shown nowhere, nothing would have been tried.
      expect(seen).toBeGreaterThan(0);
      await context.close();
    },
    2 * minute,
  );
});
