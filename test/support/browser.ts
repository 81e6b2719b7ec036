import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** What a headless browser on a machine without network or display needs. */
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];

/**
 * A headless Chromium: the system's own where there is one, else the one that comes inside a package.
 * The package's own arguments are left out: they switch web security off and run everything in one process.
 */
export async function openBrowser(): Promise<Browser> {
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
    existsSync(path),
  );
  return playwright.launch({
    executablePath: system ?? (await chromium.executablePath()),
    args: quiet,
    timeout: 30_000,
  });
}
