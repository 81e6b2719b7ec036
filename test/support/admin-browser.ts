import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { settling } from './settling.ts';
import type { RunningSignet } from './signet-process.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A browser that is signed in to the admin app, and what went wrong in it. */
export interface AdminBrowser {
  context: BrowserContext;
  /** Errors of the console and answers of 5xx. */
  errors: string[];
  /** A new tab at a page of the app, when it has settled. */
  open(path: string): Promise<Page>;
  /** Calls the API with the browser's session, beside what the pages do. @throws where the answer is no success */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** Signs somebody with this role in through the sandbox's own page. */
export async function signInToAdmin(
  browser: Browser,
  signet: RunningSignet,
  { role = 'admin', locale = 'en-GB', bypassCSP = true } = {},
): Promise<AdminBrowser> {
  const who = signet.ready.signIn?.find((sample) => sample.role === role);
  if (!who) throw new Error(`the sandbox names no ${role}`);
  // The sandbox's certificate is its own. The policy of the pages allows no foreign script; axe is ours.
  const context = await browser.newContext({
    ...{ ignoreHTTPSErrors: true, bypassCSP, locale },
    viewport: { width: 1280, height: 860 },
  });
  const errors: string[] = [];
  context.on('weberror', (error) => errors.push(error.error().message));
  context.on('response', (answer) => {
    if (answer.status() >= 500) errors.push(`${answer.status()} ${answer.url()}`);
  });
  const page = await context.newPage();
  await page.goto(signet.ready.admin);
  await page.locator('a[href^="/auth/sign-in"]').click();
  await page.getByRole('searchbox').fill(who.address);
  await page.getByRole('button', { name: who.name }).first().click();
  await page.waitForURL(/\/admin\//);
  await page.close();
  return {
    context,
    errors,
    open: async (path) => {
      const tab = await context.newPage();
      const settled = settling(tab);
      await tab.goto(`${signet.ready.admin}#${path}`);
      await tab.locator('h1').first().waitFor();
      await settled();
      return tab;
    },
    call: async (method, path, body) => {
      const { origin, href } = new URL(path, signet.ready.url);
      const answer = await context.request.fetch(href, {
        ...{ method, headers: { Origin: origin } },
        ...(body === undefined ? {} : { data: body }),
      });
      if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
      return answer.status() === 204 ? undefined : answer.json();
    },
  };
}

/** What axe finds on a page that is serious or worse, in short. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Colours count once nothing fades any more; what turns for ever is not waited for.
  await page.evaluate(async () => {
    const passing = () =>
      document
        .getAnimations()
        .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
    for (let fading = passing(); fading.length > 0; fading = passing())
      await Promise.allSettled(fading.map(({ finished }) => finished));
  });
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: {
        run(context: object): Promise<{ violations: { id: string; impact?: string; nodes: { html: string }[] }[] }>;
      };
    };
    // Fluent's focus guards are hidden and focusable on purpose: they hand the focus on at once.
    return (await tool.run({ exclude: [['[data-tabster-dummy]']] })).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Nothing on a page is wider than its window, once what asks for the width has drawn itself by it. */
export async function fitsItsWindow(page: Page): Promise<void> {
  await eventually(async () => {
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([page.url(), tooWide]).toEqual([page.url(), 0]);
  });
}
