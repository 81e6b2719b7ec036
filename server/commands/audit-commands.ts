import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type AuditQuery, auditQuerySchema } from '../../contract/index.ts';
import { auditCsv, listAudit, toAuditView } from '../access/index.ts';
import type { Signet } from '../compose.ts';
import { messageOf, SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { personAt } from './person-at.ts';
import { table } from './terminal.ts';

interface AuditOptions extends SharedOptions {
  about?: string;
  subject?: string;
  limit?: string;
}

/** `audit list|export`: what was done, by whom. */
export function addAuditCommands(program: Command, add: AddCommand): void {
  const log = program.command('audit').description('what was done, by whom');
  const narrowed = (command: Command) =>
    command
      .option('--about <address>', 'only what concerns this person')
      .option('--subject <word>', 'only what is about these: person, role, template, …');

  add<AuditOptions>(
    log,
    'list',
    'the newest entries of the audit log',
    async (signet, _args, options) => {
      const { tenantId, limit, ...filter } = await asked(signet, options);
      const items = (await listAudit(tenantId, { ...filter, limit })).map(toAuditView);
      const rows = items.map(({ at, by, what, targets, reason = '' }) => [
        ...[at.slice(0, 19).replace('T', ' '), by.address ?? by.name, what],
        ...[targets.length > 1 ? `${targets.length} concerned` : (targets[0] ?? ''), reason],
      ]);
      return { json: { items }, text: rows.length > 0 ? table(rows) : 'Nothing of this kind was done yet.' };
    },
    (command) => narrowed(command).option('--limit <n>', 'how many, 200 at most'),
  );

  add<AuditOptions>(
    log,
    'export <file>',
    'the audit log as a CSV file for spreadsheets',
    async (signet, [file = ''], options) => {
      const { tenantId, ...filter } = await asked(signet, options);
      const entries = await writeFile(file, auditCsv(tenantId, filter));
      return { json: { file: resolve(file), entries }, text: `${entries} entries are in ${resolve(file)}.` };
    },
    narrowed,
  );
}

async function asked(signet: Signet, { tenant, about, subject, limit }: AuditOptions) {
  const { _id: tenantId } = await signet.tenants.choose(tenant);
  const target = about === undefined ? undefined : (await personAt(tenantId, about, signet)).id;
  const query: AuditQuery = parse(auditQuerySchema, { target, subject, limit });
  return { tenantId, target: query.target, subject: query.subject, limit: query.limit };
}

/** Writes a file that only its owner may read; gives how many lines came after the first. */
async function writeFile(file: string, lines: AsyncIterable<string>): Promise<number> {
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      let written = -1;
      for await (const line of lines) {
        await handle.write(line);
        written += 1;
      }
      return written;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof SignetError) throw error;
    throw new SignetError('VALIDATION', `${file} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}
