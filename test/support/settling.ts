import { setTimeout as after } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

/** What a page shows something of when it has come. */
const awaited = ['document', 'script', 'stylesheet', 'xhr', 'fetch'];

/** How long nothing may have been asked for, and how long anyone waits for that. Milliseconds. */
const quiet = 500;
const patience = 25_000;

/**
 * Watches what a page asks for from now on; what it gives waits until all of it has come, nothing more was asked for during half a second,
 * and the page has nothing left to do: on a slow machine it may be busy for longer before it asks for the next. Playwright's own
 * `networkidle` does not come again where a page was idle once, asked for more, and a frame was put into it then; the studio does just that.
 */
export function settling(page: Page): () => Promise<void> {
  const underWay = new Set<Request>();
  let changed = 0;
  page.on('request', (request) => {
    if (awaited.includes(request.resourceType())) underWay.add(request);
    changed = performance.now();
  });
  for (const ended of ['requestfinished', 'requestfailed'] as const)
    page.on(ended as 'requestfinished', (request) => {
      underWay.delete(request);
      changed = performance.now();
    });
  return async () => {
    const start = performance.now();
    while (underWay.size > 0 || performance.now() - Math.max(start, changed) < quiet) {
      if (performance.now() - start > patience) {
        const urls = [...underWay].map((request) => request.url());
        throw new Error(`${page.url()} has not settled; under way: ${urls.join(', ') || 'ever new requests'}`);
      }
      await after(50);
      // Fails where the page is just being left: the next one is waited for then.
      await page.evaluate(idle).catch(() => undefined);
    }
  };
}

const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 1000 }));
