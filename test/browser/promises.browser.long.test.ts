import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { AssignmentView, Page as ListPage, PersonView } from '../../contract/index.ts';
import type { AdminBrowser } from '../support/admin-browser.ts';
import { type OwnTenantBrowser, openOwnTenantBrowser } from '../support/own-tenant-browser.ts';

/*
 * The promises of the product, each as what somebody sees in a browser; long, because they are seventeen and build on one another: one
 * organisation from its connection to its end. The two about the compose window are in compose-promises.browser.long.test.ts.
 */

const minute = 60_000;
const domain = 'northwind-harbour.example';

describe('the promises, in the browser', () => {
  let world: OwnTenantBrowser;
  let admin: AdminBrowser;

  beforeAll(async () => {
    world = await openOwnTenantBrowser();
    admin = await world.signIn('admin');
  }, 2 * minute);
  afterAll(() => world?.close(), minute);

  const people = () => world.tenant.microsoft.world;
  const newcomer = (name: string, more: object = {}) =>
    people().addUser({
      ...{
        displayName: name,
        accountEnabled: true,
        userType: 'Member',
        assignedLicenses: [{ skuId: 'e3', disabledPlans: [] }],
      },
      ...{ userPrincipalName: addressOf(name), mail: addressOf(name), ...more },
    });
  const sync = async (as = admin) => {
    const home = await as.open('/');
    const run = await world.sync(as, home);
    await home.close();
    return run;
  };
  /** A page of the app for as long as the story on it. */
  async function on(path: string, story: (tab: Page) => Promise<unknown>, as = admin): Promise<void> {
    const tab = await as.open(path);
    await story(tab);
    await tab.close();
  }
  const found = (tab: Page, name: string) => tab.getByRole('row', { name: new RegExp(name) });
  async function openPerson(name: string): Promise<Page> {
    const tab = await admin.open(`/people?query=${name.toLowerCase()}@`);
    await tab.getByRole('link', { name, exact: true }).click();
    await tab.getByRole('heading', { name, level: 1 }).waitFor();
    return tab;
  }
  const save = async (tab: Page) => {
    await tab.getByRole('button', { name: 'Save', exact: true }).click();
    await tab.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
  };

  it(
    '1: set-up in three steps: connect, basic settings, import rules; each step says what comes next',
    async () => {
      await on('/', async (tab) => {
        await tab.getByRole('heading', { name: /Connect/, level: 1 }).waitFor();
        for (const step of ['Connect', 'Basic settings', 'Import rules'])
          await tab.getByRole('navigation', { name: 'Steps of the set-up' }).getByText(step).waitFor();
        await tab.getByText('Step 1 of 5').waitFor();
      });
      await connect();
      await on('/set-up', async (tab) => {
        await tab.getByRole('button', { name: 'Next: Basic settings' }).click();
        await tab.getByRole('button', { name: 'Next: Import rules' }).click();
        await tab.getByRole('button', { name: /^Next: / }).waitFor();
      });
    },
    2 * minute,
  );

  it(
    '14: Start Sync is enabled only when authorisation has succeeded, and says why when it isn’t',
    async () => {
      people().revokeConsent();
      // A token from before holds on; Graph refuses it one day, and a new one does not have the permission.
      world.tenant.microsoft.faults.next({ match: '/users', status: 403 });
      expect(await sync()).toMatchObject({ outcome: 'failed' });
      await on('/', async (tab) => {
        await tab.getByText('Signet has lost its access to Microsoft 365.').waitFor();
        await tab.getByRole('button', { name: 'Start sync', disabled: true }).waitFor();
        await tab.getByRole('button', { name: 'Start sync' }).hover();
        await tab.getByRole('tooltip').getByText('Microsoft 365 is not connected properly').first().waitFor();
      });
      people().grantConsent();
      await connect();
      await on('/', async (tab) => {
        await tab.getByRole('button', { name: 'Start sync', disabled: false }).waitFor();
      });
    },
    2 * minute,
  );

  it(
    '13: one page leads through the first set-up and is gone afterwards; the settings live on pages of their own',
    async () => {
      await on('/', async (tab) => {
        await tab.getByRole('button', { name: 'I don’t need it' }).click();
        // What is behind a dialog does not count as being there: only the answer says that it is ended.
        const answered = tab.waitForResponse((answer) => answer.request().method() !== 'GET');
        await tab.getByRole('button', { name: 'End the set-up' }).click();
        expect((await answered).ok()).toBe(true);
        await tab.getByRole('button', { name: 'I don’t need it' }).waitFor({ state: 'detached' });
      });
      await on('/set-up', async (tab) => {
        await tab.waitForURL(/#\/$/);
        for (const name of ['User data', 'Mail flow', 'Outlook signatures', 'Exchange on-premises']) {
          await tab.getByRole('link', { name, exact: true }).click();
          await tab.getByRole('heading', { name, level: 1 }).waitFor();
        }
      });
    },
    minute,
  );

  it(
    '3: users become persons, and stay up to date; field mapping and import rules define which data is transferred',
    async () => {
      newcomer('Paula', { jobTitle: 'Captain', department: 'Fleet' });
      newcomer('Timo', { employeeType: 'Temp' });
      const condition = { field: 'employeeType', operator: 'equals', value: 'temp' };
      const rules = [{ name: 'No temps', condition, action: 'leaveOut' }];
      await admin.call('PATCH', '/api/v1/settings', { path: 'sync.importRules', value: rules });
      const mappings = { jobTitle: { from: { join: ['jobTitle', 'department'], separator: ', ' } } };
      await admin.call('PATCH', '/api/v1/settings', { path: 'sync.mappings', value: mappings });
      expect(await sync()).toMatchObject({ outcome: 'applied' });
      await on(`/people?query=timo@`, (tab) => tab.getByText('Nobody matches').waitFor());
      const paula = await openPerson('Paula');
      await paula.getByText('Captain, Fleet').first().waitFor();
      people().changeUser(addressOf('paula'), { jobTitle: 'Admiral' });
      await paula.getByRole('button', { name: 'Sync this person now' }).click();
      await paula.getByText('Admiral, Fleet').first().waitFor();
      await paula.close();
    },
    2 * minute,
  );

  it(
    '5: sync by hand at any time; or every night at 03:00 in the tenant’s time zone if auto-sync is on',
    async () => {
      await on('/user-data/schedule', async (tab) => {
        const auto = tab.getByRole('switch', { name: 'Auto-sync', checked: true });
        await auto.waitFor();
        expect(await tab.getByLabel('Every night at').inputValue()).toBe('03:00');
        await tab.getByText(/03:00/).nth(2).waitFor();
        await auto.click();
        await tab.getByText('Auto-sync is off.').waitFor();
        await save(tab);
      });
      expect(await sync()).toMatchObject({ outcome: 'applied', trigger: 'manual' });
    },
    2 * minute,
  );

  it(
    '6: somebody entered by hand is not imported twice; a per-person switch lets the directory overwrite',
    async () => {
      await on('/people/new', async (tab) => {
        await tab.getByLabel('E-mail address').fill(addressOf('hanna'));
        await tab.getByLabel('Display name').fill('Hanna');
        await tab.getByLabel('Job title').fill('Poet');
        await tab.getByRole('button', { name: 'Add', exact: true }).click();
        await tab.getByRole('heading', { name: 'Hanna', level: 1 }).waitFor();
      });
      newcomer('Hanna', { jobTitle: 'Pilot' });
      await sync();
      await on('/people?query=hanna@', async (tab) => {
        await found(tab, 'Hanna').waitFor();
        expect(await found(tab, 'Hanna').count()).toBe(1);
      });
      const hanna = await openPerson('Hanna');
      await hanna.getByText('Poet', { exact: true }).first().waitFor();
      await hanna.getByRole('switch', { name: 'Microsoft 365 overwrites what is entered by hand' }).click();
      await hanna.getByText('Pilot', { exact: true }).first().waitFor();
      await hanna.close();
    },
    2 * minute,
  );

  it(
    '7: sync is paused, or ended for good, for one person, several, or everyone, at any time',
    async () => {
      for (const name of ['Ines', 'Jana']) newcomer(name, { jobTitle: 'Pilot', companyName: 'Zephyr' });
      await sync();
      await on('/people?query=ines@', async (tab) => {
        await tab.getByRole('checkbox', { name: 'Select Ines' }).check();
        await tab.getByRole('button', { name: 'Pause', exact: true }).click();
        await tab.getByText('1 person paused.').waitFor();
      });
      const jana = await openPerson('Jana');
      await jana.getByRole('button', { name: 'More' }).click();
      await jana.getByRole('menuitem', { name: 'End sync' }).click();
      await jana.getByRole('alertdialog').getByRole('button', { name: 'End sync' }).click();
      await jana.getByText('The sync was ended for good').waitFor();
      await jana.close();
      for (const name of ['ines', 'jana']) people().changeUser(addressOf(name), { jobTitle: 'Sailor' });
      await sync();
      for (const name of ['Ines', 'Jana']) {
        const tab = await openPerson(name);
        await tab
          .getByText('Pilot, ')
          .or(tab.getByText('Pilot', { exact: true }))
          .first()
          .waitFor();
        await tab.close();
      }
      await on('/user-data/connection', async (tab) => {
        await tab.getByRole('button', { name: 'Pause everyone' }).click();
        await tab.getByRole('alertdialog').getByRole('button').last().click();
        await tab.getByText(/^[\d,]+ people paused\.$/).waitFor();
        await tab.getByRole('button', { name: 'Resume everyone' }).click();
        await tab.getByText(/^[\d,]+ people resumed\.$/).waitFor();
      });
    },
    3 * minute,
  );

  it(
    '8: a Microsoft 365 admin is needed only to connect; 18: an editor starts a sync, but does not change its scope',
    async () => {
      const editor = await world.signIn('editor');
      const home = await editor.open('/');
      expect(await world.sync(editor, home)).toMatchObject({ outcome: 'applied' });
      await home.close();
      await on(
        '/user-data/scope',
        async (tab) => {
          await tab.getByText('Only an admin can change this.').first().waitFor();
          await tab.getByRole('radio', { name: /Only the members/, disabled: true }).waitFor();
        },
        editor,
      );
      await on('/user-data/scope', (tab) =>
        tab.getByRole('radio', { name: /Only the members/, disabled: false }).waitFor(),
      );
      expect(editor.errors).toEqual([]);
    },
    2 * minute,
  );

  it(
    '11: users without an active licence are created too; a switch leaves them out',
    async () => {
      newcomer('Uwe', { assignedLicenses: [] });
      await sync();
      await on('/people?query=uwe@', (tab) => found(tab, 'Uwe').waitFor());
      await on('/user-data/scope', async (tab) => {
        await tab.getByRole('switch', { name: 'Accounts without a licence' }).click();
        await tab.getByRole('button', { name: 'See what this changes, and save' }).click();
        await tab
          .getByRole('alertdialog')
          .getByText(/would be removed/)
          .waitFor();
        await tab.getByRole('alertdialog').getByRole('button').first().click();
        await tab.getByRole('button', { name: 'Discard changes' }).click();
      });
    },
    2 * minute,
  );

  it(
    '15: all users, or one or several directory groups; the group field suggests as you type, and shows the kind',
    async () => {
      const crew = people().addGroup({ displayName: 'Night crew', securityEnabled: true }, [
        idOf('paula'),
        idOf('uwe'),
      ]);
      people().addGroup({ displayName: 'Night crews of the world', securityEnabled: true }, [crew]);
      await on('/user-data/scope', async (tab) => {
        await tab.getByRole('radio', { name: /Only the members/ }).check();
        await tab.getByLabel('Add a group').pressSequentially('night crews');
        const option = tab.getByRole('option', { name: /Night crews of the world/ });
        await option.getByText(/Security group/).waitFor();
        await option.click();
        await tab
          .getByRole('list', { name: 'Chosen groups' })
          .getByText(/· 2 members/)
          .waitFor();
      });
    },
    minute,
  );

  it(
    '16: before restricting it shows how many and who would be removed, and asks; removal is reversible',
    async () => {
      await on('/user-data/scope', async (tab) => {
        await tab.getByRole('radio', { name: /Only the members/ }).check();
        await tab.getByLabel('Add a group').pressSequentially('night crews');
        await tab.getByRole('option', { name: /Night crews of the world/ }).click();
        await tab.getByRole('button', { name: 'See what this changes, and save' }).click();
        const dialog = tab.getByRole('alertdialog');
        await dialog.getByText(/\d+ people would be removed/).waitFor();
        await dialog.getByText(`@${domain}`).first().waitFor();
        await dialog.getByRole('button', { name: /^Save, \d+ will be removed/ }).click();
        await tab.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      });
      expect(await sync()).toMatchObject({ outcome: 'held' });
      await on('/', async (tab) => {
        await tab.getByText(/\d+ people would be removed\. Is that right\?/).waitFor();
        await tab.getByRole('button', { name: /^Remove \d+ people/ }).click();
        await tab
          .getByRole('alertdialog')
          .getByRole('button', { name: /Yes, go ahead|Remove/ })
          .click();
        await tab.getByText(/Is that right\?/).waitFor({ state: 'detached' });
      });
      await on('/people?query=ines@', (tab) => found(tab, 'Ines').getByText('Removed').waitFor());
      await on('/user-data/scope', async (tab) => {
        await tab.getByRole('radio', { name: /Everyone in Microsoft 365/ }).check();
        await save(tab);
      });
      expect(await sync()).toMatchObject({ outcome: 'applied' });
      await on('/people?query=hanna@', (tab) => found(tab, 'Hanna').getByText('Active').waitFor());
    },
    4 * minute,
  );

  it(
    '17: sync runs in the background; progress is visible everywhere; completion is confirmed',
    async () => {
      world.tenant.microsoft.faults.next({ match: '/users', action: 'delay', delayMs: 10_000 });
      await on('/', async (tab) => {
        await tab.getByRole('button', { name: 'Start sync' }).click();
        await tab.getByRole('link', { name: 'Groups', exact: true }).click();
        await tab.getByRole('region', { name: 'A sync is running' }).waitFor();
        await tab.getByRole('heading', { name: 'Groups', level: 1 }).waitFor();
        await tab.getByText('Sync finished', { exact: true }).waitFor({ timeout: minute });
      });
    },
    2 * minute,
  );

  it(
    '4: decide which signature is shown to which person or group',
    async () => {
      const paula = (await admin.call('GET', `/api/v1/people?query=${addressOf('paula')}`)) as ListPage<PersonView>;
      const who = { personIds: [String(paula.items[0]?.id)] };
      const all = (await admin.call('GET', '/api/v1/assignments')) as { items: AssignmentView[] };
      const rule = { name: 'Only Paula', who, templateId: 'compact', before: all.items[0]?.id };
      await admin.call('POST', '/api/v1/assignments', rule);
      for (const [name, template] of [
        ['Paula', /Template compact/],
        ['Hanna', /Template classic/],
      ] as const) {
        const tab = await openPerson(name);
        await tab.getByText(template).waitFor();
        await tab.getByText('Why this signature?').click();
        await tab.getByRole('listitem').filter({ hasText: 'Only Paula' }).waitFor();
        await tab.close();
      }
    },
    2 * minute,
  );

  it(
    '19: after the sync one sees how signatures are applied, and which way is not part of this version',
    async () => {
      await on('/outlook', (tab) => tab.getByRole('link', { name: 'Download the manifest' }).waitFor());
      await on('/mail-flow', (tab) => tab.getByText('Signatures on the server are not part of this version').waitFor());
      await on('/exchange', (tab) => tab.getByText('Exchange on-premises is not part of this version').waitFor());
    },
    minute,
  );

  it(
    '2: one-way: no permission to write is asked for, and nothing was written',
    async () => {
      await on('/user-data/connection', async (tab) => {
        await tab.getByText('Signet only ever reads. It asks for no permission to write anything.').waitFor();
        const granted = await tab.locator('dt', { hasText: 'Permissions granted' }).locator('+ dd').innerText();
        expect(granted.split(', ').filter((name) => !/\.Read(\.|$)/.test(name))).toEqual([]);
      });
      const asked = world.tenant.microsoft.requests.filter(({ path }) => path.startsWith('/graph/'));
      const writes = asked.filter(
        ({ method, path }) => method !== 'GET' && !(method === 'POST' && path.endsWith('/$batch')),
      );
      expect(asked.length).toBeGreaterThan(20);
      expect(writes).toEqual([]);
    },
    minute,
  );

  it(
    '10: on disconnect the synchronised persons are kept, or deleted, with their counts shown first',
    async () => {
      const disconnect = (choice: RegExp) =>
        on('/user-data/connection', async (tab) => {
          await tab.getByRole('button', { name: 'Disconnect …' }).click();
          const dialog = tab.getByRole('alertdialog');
          await dialog.getByRole('radio', { name: choice }).check();
          const name = (await dialog.locator('label', { hasText: 'To confirm' }).innerText()).split(': ').at(-1);
          await dialog.getByRole('textbox').fill(String(name));
          const done = tab.waitForResponse((answer) => answer.request().method() === 'DELETE');
          await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
          expect((await done).status()).toBe(200);
        });
      await disconnect(/^Keep the [\d,]+ people/);
      await connect();
      await on('/people?query=paula@', (tab) => found(tab, 'Paula').waitFor());
      await disconnect(/^Delete the [\d,]+ people/);
      // Their sessions are deleted as well.
      await on('/', (tab) => tab.getByRole('heading', { name: 'Sign in to Signet', level: 1 }).waitFor());
    },
    3 * minute,
  );

  it('nothing went wrong in the browser', () => expect(admin.errors).toEqual([]));

  const idOf = (name: string) => people().findUser(addressOf(name))?.user.id ?? '';
  async function connect(): Promise<void> {
    const ended = await world.signet.command('tenant', 'connect', world.tenant.microsoft.tenantId);
    if (ended.code !== 0) throw new Error(ended.stderr);
  }
});

const addressOf = (name: string) => `${name.toLowerCase()}@${domain}`;
