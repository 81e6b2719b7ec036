import type { Command } from 'commander';
import { newTokenSchema } from '../../contract/index.ts';
import { commandActor, createApiTokens } from '../access/index.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { table } from './terminal.ts';

interface CreateOptions extends SharedOptions {
  role: string;
  name: string;
  expires: string;
}

const day = (time: string) => time.slice(0, 10);

/** `token create|list|revoke`: keys with which programs use the API. */
export function addTokenCommands(program: Command, add: AddCommand): void {
  const token = program.command('token').description('API tokens: keys for programs');

  add<CreateOptions>(
    token,
    'create',
    'make an API token; it is shown once',
    async ({ tenants, clock }, _args, { role, name, expires, tenant }) => {
      const asked = parse(newTokenSchema, { role, name, expires });
      const { _id: tenantId } = await tenants.choose(tenant);
      const created = await createApiTokens(clock).create(tenantId, asked, commandActor());
      process.stderr.write(
        `This is the only time it is shown. It may do what ${asked.role}s may, until ${day(created.expiresAt)}.\n`,
      );
      return { json: created, text: created.token };
    },
    (command) =>
      command
        .requiredOption('--role <role>', 'what it may do: admin, editor, auditor')
        .requiredOption('--name <name>', 'what it is for')
        .option('--expires <time>', 'how long it holds: 12h, 90d, 4w, 1y', '90d'),
  );

  add<SharedOptions>(token, 'list', 'the API tokens, and when each was used last', async (signet, _args, options) => {
    const { _id: tenantId } = await signet.tenants.choose(options.tenant);
    const items = await createApiTokens(signet.clock).list(tenantId);
    const rows = items.map(({ id, name, role, expired, expiresAt, lastUsedAt }) => [
      ...[id, role, `${expired ? 'expired' : 'until'} ${day(expiresAt)}`],
      lastUsedAt ? `used ${day(lastUsedAt)}` : 'never used',
      name,
    ]);
    return { json: { items }, text: rows.length > 0 ? table(rows) : 'None.' };
  });

  add<SharedOptions>(token, 'revoke <id>', 'end an API token at once', async (signet, [id = ''], options) => {
    const { _id: tenantId } = await signet.tenants.choose(options.tenant);
    await createApiTokens(signet.clock).revoke(tenantId, id, commandActor());
    return { json: { id, revoked: true }, text: 'It opens nothing any more.' };
  });
}
