import type { Command } from 'commander';
import type { Signet } from '../compose.ts';
import { toSignetError } from '../platform/errors.ts';
import { createIndexes, pingMongo, withoutPassword } from '../platform/mongo.ts';
import { expiryOf, missingPermissions, tenantWarnings } from '../tenants/index.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { exitCodes, table } from './terminal.ts';

interface Check {
  name: string;
  ok: boolean;
  message: string;
}

/** `migrate`, `doctor`. */
export function addOperatingCommands(program: Command, add: AddCommand): void {
  add<SharedOptions>(program, 'migrate', 'bring indexes and documents up to date', async () => {
    const collections = await createIndexes();
    return {
      json: { collections },
      text: `Indexes and documents of ${collections.length} collections are up to date.`,
    };
  });

  add<SharedOptions>(
    program,
    'doctor',
    'check configuration, database, Entra and Graph, and say what to do',
    async (signet) => {
      const checks = [
        configuration(signet),
        addin(signet),
        credential(signet),
        await database(signet),
        ...(await directory(signet)),
      ];
      const ok = checks.every((check) => check.ok);
      const rows = checks.map((check) => [check.ok ? 'ok ' : 'BAD', check.name, check.message]);
      return { json: { ok, checks }, text: table(rows), exit: ok ? exitCodes.done : exitCodes.failed };
    },
  );
}

function configuration({ config, sandbox, entra }: Signet): Check {
  const message = sandbox
    ? 'the sandbox stands in for Microsoft 365 (ENTRA_CLIENT_ID is not set)'
    : `application ${entra.clientId}, by ${entra.credential.kind}`;
  return { name: 'configuration', ok: true, message: `${config.publicUrl}; ${message}` };
}

/** Outlook loads add-ins over https only; the sandbox's takes them over http from this machine. */
function addin({ config, sandbox }: Signet): Check {
  const { protocol } = new URL(config.publicUrl);
  if (protocol === 'https:' || sandbox)
    return { name: 'add-in', ok: true, message: `its manifest is at ${config.publicUrl}/manifest.xml` };
  return {
    name: 'add-in',
    ok: false,
    message: `Outlook loads add-ins over https only, and PUBLIC_URL is ${config.publicUrl}: set TLS_CERT and TLS_KEY, or PUBLIC_URL to your proxy's https address`,
  };
}

function credential({ entra, clock, sandbox }: Signet): Check {
  const [warning] = tenantWarnings(entra, clock.now());
  if (warning) return { name: 'credential', ok: warning.code !== 'CREDENTIAL_EXPIRED', message: warning.message };
  const until = expiryOf(entra.credential);
  const unknown =
    entra.credential.kind === 'secret' && !sandbox
      ? 'when the secret ends only Entra knows; set ENTRA_CLIENT_SECRET_EXPIRES to be warned'
      : 'does not expire by itself';
  return { name: 'credential', ok: true, message: until ? `until ${until.toISOString().slice(0, 10)}` : unknown };
}

async function database({ config, clock }: Signet): Promise<Check> {
  const { time } = await pingMongo();
  const skew = Math.abs(time.getTime() - clock.now().getTime()) / 1000;
  const where = config.mongodbUri ? withoutPassword(config.mongodbUri) : `embedded, in ${config.dataDir}`;
  return skew > 30
    ? {
        name: 'database',
        ok: false,
        message: `${where}; its clock differs by ${Math.round(skew)} s: set both clocks by NTP`,
      }
    : { name: 'database', ok: true, message: where };
}

async function directory({ tenants }: Signet): Promise<Check[]> {
  const connected = await tenants.list();
  if (connected.length === 0)
    return [{ name: 'tenant', ok: false, message: 'none is connected: signet tenant connect <tenantId>' }];
  return Promise.all(
    connected.map(async ({ _id, disconnectedAt }) => {
      if (disconnectedAt) return { name: `tenant ${_id}`, ok: true, message: 'disconnected; its people were kept' };
      try {
        await tenants.probe(_id);
        const missing = missingPermissions(await tenants.grantedRoles(_id)).map(({ name, why }) => `${name} (${why})`);
        const lacks = missing.length > 0 ? `; not granted: ${missing.join(', ')}` : '';
        return { name: `tenant ${_id}`, ok: true, message: `users and groups can be read${lacks}` };
      } catch (error) {
        return { name: `tenant ${_id}`, ok: false, message: toSignetError(error).message };
      }
    }),
  );
}
