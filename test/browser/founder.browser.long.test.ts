import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { type RunningSignet, startSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const minute = 60_000;

describe("a tenant of one's own, from the link that the server prints", () => {
  let tenant: OwnTenant;
  let signet: RunningSignet;
  let browser: Browser;

  beforeAll(async () => {
    // Entra has to know where Signet will be before it starts.
    const port = await freePort();
    tenant = await startTenant(`http://localhost:${port}`);
    tenant.microsoft.world.revokeConsent();
    [signet, browser] = await Promise.all([startSignet({ ...tenant.settings, PORT: String(port) }), openBrowser()]);
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    await tenant?.stop();
  }, minute);

  it(
    'an administrator refuses, is asked again, consents, and is led to the set-up as the first admin; nothing is imported yet',
    async () => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' });
      const page = await context.newPage();
      await page.goto(signet.ready.connect ?? '');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('heading', { name: 'Consent was not given' }).waitFor();
      await page.getByRole('link', { name: 'Ask again' }).click();
      await page.getByRole('button', { name: 'Accept' }).click();

      // Somebody without any role in the directory: who connected is the first admin.
      const founder = tenant.microsoft.signIn.find(({ role }) => role === 'employee')?.name ?? '';
      await page.getByRole('button', { name: founder }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Set up Signet: Connect' }).waitFor();
      await page.getByText('Checked just now: Signet can read people and groups.').waitFor();
      const runs = await context.request.get(`${signet.ready.url}/api/v1/sync/runs`);
      expect(await runs.json()).toMatchObject({ items: [] });
      await page.getByRole('button', { name: 'Next: Basic settings' }).click();
      await page.getByRole('heading', { level: 1, name: 'Set up Signet: Basic settings' }).waitFor();
      await context.close();
    },
    2 * minute,
  );
});
