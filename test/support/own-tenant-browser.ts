import type { Browser, Page } from 'playwright-core';
import type { Page as ListPage, RunView } from '../../contract/index.ts';
import { type AdminBrowser, signInToAdmin } from './admin-browser.ts';
import { openBrowser } from './browser.ts';
import { until } from './eventually.ts';
import { type RunningSignet, startSignet } from './signet-process.ts';
import { type OwnTenant, startTenant } from './tenant.ts';

/** A server with a tenant of its own whose people a test can change, and browsers that are signed in to it. */
export interface OwnTenantBrowser {
  tenant: OwnTenant;
  signet: RunningSignet;
  browser: Browser;
  /** Somebody of the tenant with this role, signed in. */
  signIn(role: string): Promise<AdminBrowser>;
  /** Presses “Start sync” on this page, and waits until that run has ended. */
  sync(who: AdminBrowser, tab: Page): Promise<RunView>;
  close(): Promise<void>;
}

/** Opens one, with nothing connected yet. */
export async function openOwnTenantBrowser(): Promise<OwnTenantBrowser> {
  const tenant = await startTenant();
  const [signet, browser] = await Promise.all([startSignet(tenant.settings), openBrowser()]);
  const world: OwnTenantBrowser = {
    ...{ tenant, signet, browser },
    signIn: (role) => {
      const ready = { ...world.signet.ready, signIn: tenant.microsoft.signIn };
      return signInToAdmin(browser, { ...world.signet, ready }, { role });
    },
    async sync(who, tab) {
      const newest = async () => ((await who.call('GET', '/api/v1/sync/runs?limit=1')) as ListPage<RunView>).items[0];
      const before = (await newest())?.runId;
      await tab.getByRole('button', { name: 'Start sync' }).click();
      const ended = (run: RunView | undefined) => run?.outcome !== undefined && run.runId !== before;
      return (await until(newest, ended, 120)).answer as RunView;
    },
    async close() {
      await browser.close();
      await world.signet.stop();
      await tenant.stop();
    },
  };
  return world;
}
