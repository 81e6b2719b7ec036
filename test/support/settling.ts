import type { Page, Request } from 'playwright-core';

/** What a page shows something of when it has come. */
const awaited = ['document', 'script', 'stylesheet', 'xhr', 'fetch'];

/** How long nothing may have been asked for, and how long anyone waits for that. Milliseconds. */
const quiet = 500;
const patience = 25_000;

/**
 * Watches what a page asks for from now on; what it gives waits until all of it has come and nothing more was asked for during half a
 * second. Playwright's own `networkidle` does not come again where a page was idle once, asked for more, and a frame was put into it
 * then; the studio does just that.
 */
export function settling(page: Page): () => Promise<void> {
  const underWay = new Set<Request>();
  let changed: () => void = () => undefined;
  page.on('request', (request) => {
    if (awaited.includes(request.resourceType())) underWay.add(request);
    changed();
  });
  for (const ended of ['requestfinished', 'requestfailed'] as const)
    page.on(ended as 'requestfinished', (request) => {
      underWay.delete(request);
      changed();
    });
  return () =>
    new Promise((resolve, reject) => {
      let waiting: NodeJS.Timeout | undefined;
      const late = setTimeout(() => {
        const urls = [...underWay].map((request) => request.url());
        end(() =>
          reject(new Error(`${page.url()} has not settled; under way: ${urls.join(', ') || 'ever new requests'}`)),
        );
      }, patience);
      const end = (how: () => void) => {
        clearTimeout(late);
        clearTimeout(waiting);
        changed = () => undefined;
        how();
      };
      changed = () => {
        clearTimeout(waiting);
        if (underWay.size === 0) waiting = setTimeout(() => end(resolve), quiet);
      };
      changed();
    });
}
