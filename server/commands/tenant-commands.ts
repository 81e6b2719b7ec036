import type { Command } from 'commander';
import type { TenantView } from '../../contract/index.ts';
import { tenantView } from '../app.ts';
import type { Signet } from '../compose.ts';
import { setupCode } from '../connect-routes.ts';
import { countPeople } from '../people/index.ts';
import { toSignetError } from '../platform/errors.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { exitCodes, type Outcome, table } from './terminal.ts';

/** `tenant connect|list`. */
export function addTenantCommands(program: Command, add: AddCommand): void {
  const tenant = program.command('tenant').description('connect Microsoft 365 organisations');

  add<SharedOptions>(
    tenant,
    'connect <tenantId>',
    "prove the application's access and keep the connection",
    async (signet, [given = '']) => connect(signet, given),
  );

  add<SharedOptions>(tenant, 'list', 'the connected tenants', async ({ tenants }) => {
    const all = await Promise.all(
      (await tenants.list()).map(
        async (one): Promise<TenantView> => ({ ...tenantView(one), people: await countPeople(one._id) }),
      ),
    );
    const rows = all.map(({ id, access, people, connectedAt }) => [
      id,
      access.state === 'connected' ? 'connected' : `broken: ${access.code}`,
      `${people} people`,
      `since ${connectedAt.slice(0, 10)}`,
    ]);
    return {
      json: { items: all },
      text: all.length > 0 ? table(rows) : 'No tenant is connected. Connect one: signet tenant connect <tenantId>',
    };
  });
}

async function connect(signet: Signet, given: string): Promise<Outcome> {
  try {
    const tenant = await signet.tenants.connect(given);
    return {
      json: { ...tenantView(tenant), connected: true },
      text: `Connected to ${tenant._id}.\nNext: signet sync preview  (what a first sync would do), or: signet sync run`,
    };
  } catch (thrown) {
    const error = toSignetError(thrown);
    const tenantId = given.toLowerCase();
    if (error.code !== 'CONSENT_MISSING' && error.code !== 'CREDENTIALS') throw error;
    // What the administrator opens: our own link, which carries the state that the answer has to bring back.
    const link = `${signet.config.publicUrl}/connect?code=${setupCode(signet.secret)}&tenant=${tenantId}`;
    const direct = `${signet.entra.authorityHost}/${tenantId}/adminconsent?client_id=${signet.entra.clientId}`;
    process.stderr.write(
      `Not connected: ${error.message}\n\nAn administrator of the tenant consents here (works without Signet being reachable):\n  ${direct}\nor, while Signet runs, here (connects at once):\n  ${link}\n`,
    );
    return {
      json: {
        connected: false,
        consentUrl: direct,
        setupUrl: link,
        error: { code: error.code, message: error.message },
      },
      text: '',
      exit: exitCodes.failed,
    };
  }
}
