import type { Command } from 'commander';
import type { TenantView } from '../../contract/index.ts';
import { commandActor } from '../access/index.ts';
import type { Signet } from '../compose.ts';
import { setupCode } from '../connect-routes.ts';
import { SignetError, toSignetError } from '../platform/errors.ts';
import { viewOf } from '../tenant-routes.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { exitCodes, type Outcome, table } from './terminal.ts';

interface EndOptions extends SharedOptions {
  keep?: boolean;
  delete?: boolean;
}

/** `tenant connect|list|disconnect`. */
export function addTenantCommands(program: Command, add: AddCommand): void {
  const tenant = program.command('tenant').description('connect Microsoft 365 organisations');

  add<SharedOptions>(
    tenant,
    'connect <tenantId>',
    "prove the application's access and keep the connection",
    async (signet, [given = '']) => connect(signet, given),
  );

  add<EndOptions>(
    tenant,
    'disconnect <tenantId>',
    'end the connection; without --keep or --delete: say what there is, and what each does',
    (signet, [given = ''], options) => disconnect(signet, given, options),
    (command) =>
      command
        .option('--keep', 'keep the people, as if entered by hand')
        .option('--delete', 'delete the people and everything else of the tenant'),
  );

  add<SharedOptions>(tenant, 'list', 'the connected tenants', async (signet) => {
    const all: TenantView[] = await Promise.all((await signet.tenants.list()).map((one) => viewOf(signet, one)));
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

async function disconnect(signet: Signet, given: string, options: EndOptions): Promise<Outcome> {
  if (options.keep && options.delete) throw new SignetError('VALIDATION', 'Choose one: --keep or --delete.');
  const preview = await signet.disconnecting.preview(given);
  const { people, removed, documents, tenantId } = preview;
  if (!options.keep && !options.delete) {
    const everything = Object.values(documents).reduce((sum, count) => sum + count, 0);
    process.stderr.write(`Nothing was changed. Choose what becomes of ${tenantId}:
  --keep    ${people} people stay, as if entered by hand, with their signatures; nothing is read from the directory any more.
            ${removed} removed people go when their time is over. Connecting again lets them follow the directory again.
  --delete  everything of the tenant goes at once and for good: ${people} people, ${everything} documents in all
            (${Object.entries(documents)
              .map(([name, count]) => `${count} ${name}`)
              .join(', ')}).
`);
    return { json: { ...preview, disconnected: false }, text: '', exit: exitCodes.wrongUse };
  }
  const how = options.keep ? 'keep' : 'delete';
  await signet.disconnecting.disconnect(tenantId, how, commandActor());
  const outcome = options.keep
    ? `${people} people were kept; their signatures go on. Connect again: signet tenant connect ${tenantId}`
    : `${people} people and everything else of it were deleted.`;
  return {
    json: { ...preview, disconnected: true, kept: options.keep === true },
    text: `Disconnected from ${tenantId}. ${outcome}\nTo withdraw the consent as well, delete the application under "Enterprise applications" in Entra.`,
  };
}

async function connect(signet: Signet, given: string): Promise<Outcome> {
  try {
    const tenant = await signet.tenants.connect(given);
    return {
      json: { ...(await viewOf(signet, tenant)), connected: true },
      text: `Connected to ${tenant._id}.\nNext: signet sync preview  (what a first sync would do), or: signet sync run`,
    };
  } catch (thrown) {
    const error = toSignetError(thrown);
    const tenantId = given.toLowerCase();
    if (error.code !== 'CONSENT_MISSING' && error.code !== 'CREDENTIALS') throw error;
    // What the administrator opens: our own link, which carries the state that the answer has to bring back.
    const link = `${signet.config.publicUrl}/connect?code=${setupCode(signet.secrets)}&tenant=${tenantId}`;
    const direct = `${signet.entra.authorityHost}/${tenantId}/adminconsent?client_id=${signet.entra.clientId}`;
    process.stderr.write(
      `Not connected: ${error.message}\n\nAn administrator of the tenant consents here (works without Signet being reachable):\n  ${direct}\nor, while Signet runs, here (connects at once):\n  ${link}\nor send somebody the link that this page shows:\n  ${link}&link=1\n`,
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
