import type { BrowserContext, Page } from 'playwright-core';
import type { AddinBrowserWorld } from '../../support/addin-browser-world.ts';

/** From the event's arrival in the add-in's page to its call of setSignatureAsync, and whether anything was requested in between. */
export interface SignedInPage {
  milliseconds: number;
  requestsBefore: number;
}

/*
 * Runs in every frame before anything else. office.js talks to its host by messages: `appCommandInvoked` starts the handler in the
 * add-in's page, and 173 is setSignatureAsync, as it arrives at the compose window.
 */
const watch = () => {
  const marks = { event: 0, set: 0, fetched: 0 };
  Object.assign(window, { signetMarks: marks });
  const now = () => performance.timeOrigin + performance.now();
  window.addEventListener(
    'message',
    ({ data }) => {
      if (typeof data !== 'string') return;
      if (!marks.event && data.includes('"appCommandInvoked"') && data.includes('onNewMessageCompose'))
        marks.event = now();
      if (!marks.set && /"DispatchId\\?":173\b/.test(data)) marks.set = now();
    },
    true,
  );
  const own = window.fetch;
  window.fetch = (...given) => {
    if (!marks.fetched && String(given[0]).includes('/api/v1/')) marks.fetched = now();
    return own(...given);
  };
};

/** A browser that opens one compose window after another; `bundle` takes the place of the built one. */
export async function pageRuntime(world: AddinBrowserWorld, bundle?: string): Promise<() => Promise<SignedInPage>> {
  const context = await world.browser.newContext({ ignoreHTTPSErrors: true });
  await context.addInitScript(watch);
  if (bundle)
    await context.route('**/addin/launch.js', (route) =>
      route.fulfill({ body: bundle, contentType: 'text/javascript' }),
    );
  return () => compose(context, world);
}

type Marks = { event: number; set: number; fetched: number };
const marksOf = () => (window as unknown as { signetMarks: Marks }).signetMarks;

async function compose(context: BrowserContext, world: AddinBrowserWorld): Promise<SignedInPage> {
  const page: Page = await context.newPage();
  try {
    await page.goto(`${world.composeUrl}?as=ada@contoso.example`);
    await page.locator('[data-ref=status][data-state=done]').waitFor({ timeout: 20_000 });
    const addin = page.frames().find((frame) => frame.url().includes('/addin/runtime.html'));
    if (!addin) throw new Error('the add-in has no page');
    const [outlook, inside] = [await page.evaluate(marksOf), await addin.evaluate(marksOf)];
    return {
      milliseconds: outlook.set - inside.event,
      requestsBefore: inside.fetched > 0 && inside.fetched < outlook.set ? 1 : 0,
    };
  } finally {
    await page.close();
  }
}
