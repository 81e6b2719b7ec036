import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

const minute = 60_000;
const pictures = 'test-output';

describe('the main job, from a fresh installation to a signature in the compose window', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let browser: Browser;
  let context: BrowserContext;
  const errors: string[] = [];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    [signet, browser] = await Promise.all([startSignet({ DATA_DIR: data.path }), openBrowser()]);
    // The sandbox's certificate is its own: a person accepts it once, the test says so here.
    context = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1280, height: 860 },
      locale: 'en-GB',
    });
    // That nobody is signed in at first is an answer of 401, which the browser calls an error.
    context.on('response', (response) => {
      if (response.status() >= 400 && !response.url().endsWith('/api/v1/session'))
        errors.push(`${response.status()} ${response.url()}`);
    });
    context.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        errors.push(message.text());
    });
    context.on('weberror', (error) => errors.push(error.error().message));
  }, 2 * minute);

  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  const person = (role: string) => {
    const found = signet.ready.signIn?.find((sample) => sample.role === role);
    if (!found) throw new Error(`the sandbox names no ${role}`);
    return found;
  };

  it(
    'an admin signs in, sees the people, and starts a sync',
    async () => {
      const page = await context.newPage();
      await page.goto(signet.ready.admin);
      await page
        .getByRole('button', { name: /sign in/i })
        .or(page.getByRole('link', { name: /sign in/i }))
        .first()
        .click();
      await page.getByRole('searchbox').fill(person('admin').address);
      await page
        .getByRole('button', { name: person('admin').name })
        .first()
        .click();
      await page.waitForURL(/\/admin\//);
      await page.getByRole('button', { name: 'Start sync' }).click();
      await page.getByRole('row', { name: /Done/ }).nth(1).waitFor({ timeout: minute });
      await page.screenshot({ path: `${pictures}/admin-home.png`, fullPage: true });
      await page
        .getByRole('link', { name: /people/i })
        .first()
        .click();
      await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
      await page
        .getByRole('searchbox')
        .or(page.getByLabel(/search/i))
        .first()
        .fill(person('employee').name);
      await page.getByText(person('employee').address).first().waitFor();
      await page.screenshot({ path: `${pictures}/admin-people.png`, fullPage: true });
      await page.close();
    },
    2 * minute,
  );

  it(
    "a person's own signature stands in the compose window, the same that the command line prints, and can be edited",
    async () => {
      const { name, address } = person('employee');
      const page = await compose(context, signet, address);
      const body = page.locator('[data-ref=body-html]');
      expect(await body.innerText()).toContain(name);
      const rendered = await signet.command('render', address);
      expect(rendered).toMatchObject({ code: 0 });
      expect(words(await body.innerText())).toEqual(words(await visibleText(context, rendered.stdout)));
      await page.screenshot({ path: `${pictures}/compose-window.png` });

      await body.press('Control+End');
      await body.pressSequentially(' (out of office on Friday)');
      expect(await body.innerText()).toContain('(out of office on Friday)');
      await page.close();
    },
    2 * minute,
  );

  it(
    'plain text gets the plain variant, and a reply its own template',
    async () => {
      const { name, address } = person('employee');
      const plain = await compose(context, signet, address, { format: 'text' });
      const text = await plain.locator('[data-ref=body-text]').inputValue();
      expect(text).toContain(name);
      expect(text).not.toMatch(/<\w+/);
      await plain.close();

      const reply = await compose(context, signet, address, { compose: 'reply' });
      const rendered = await signet.command('render', address, '--compose-type', 'reply');
      const signature = words(await visibleText(context, rendered.stdout));
      expect(words(await reply.locator('[data-ref=body-html]').innerText()).join(' ')).toContain(signature.join(' '));
      await reply.close();
    },
    2 * minute,
  );

  it('nothing went wrong in the browser', () => expect(errors).toEqual([]));
});

async function compose(
  context: BrowserContext,
  signet: RunningSignet,
  address: string,
  more: Record<string, string> = {},
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${signet.ready.compose}?${new URLSearchParams({ as: address, ...more })}`);
  await page.locator('[data-ref=status][data-state=done]').waitFor();
  return page;
}

/** What a browser shows of some HTML. */
async function visibleText(context: BrowserContext, html: string): Promise<string> {
  const page = await context.newPage();
  await page.setContent(html);
  const text = await page.locator('body').innerText();
  await page.close();
  return text;
}

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);
