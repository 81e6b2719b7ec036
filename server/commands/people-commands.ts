import type { Command } from 'commander';
import { type ImportResult, peopleQuerySchema } from '../../contract/index.ts';
import { commandActor } from '../access/index.ts';
import { groupNames, groupsByName } from '../groups/index.ts';
import { decodeCsv, importPeople, listPeople, toPersonView } from '../people/index.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { readGivenFile } from './given-file.ts';
import { addGrantCommands } from './grant-commands.ts';
import { addPeopleEditCommands } from './people-edit-commands.ts';
import { describe, personAt } from './person-at.ts';
import { addPersonalRecordCommands } from './personal-record-commands.ts';
import { addPhotoCommands } from './photo-commands.ts';
import { exitCodes, type Outcome, table } from './terminal.ts';

interface ListOptions extends SharedOptions {
  query?: string;
  state?: string;
  limit?: string;
  cursor?: string;
}

/** `people …`. */
export function addPeopleCommands(program: Command, add: AddCommand): void {
  const people = program.command('people').description('whose signatures Signet manages');

  add<ListOptions>(
    people,
    'list',
    'people by name',
    async ({ tenants }, _args, { tenant: named, query, state, limit, cursor }) => {
      const tenant = await tenants.choose(named);
      const found = await listPeople(tenant._id, parse(peopleQuerySchema, { query, state, limit, cursor }));
      const names = await groupNames(tenant._id);
      const items = found.people.map((person) => toPersonView(person, names));
      const rows = items.map((person) => [
        person.fields.displayName ?? '',
        person.address ?? '',
        person.state,
        person.groups.map((group) => group.name).join(', '),
      ]);
      const more = found.nextCursor ? `\nMore: --cursor ${found.nextCursor}` : '';
      return {
        json: { items, nextCursor: found.nextCursor },
        text: rows.length > 0 ? `${table(rows)}${more}` : 'Nobody. Start a sync: signet sync run',
      };
    },
    (command) =>
      command
        .option('--query <text>', 'name, address or department')
        .option('--state <state>', 'active, paused or removed')
        .option('--limit <n>', 'how many')
        .option('--cursor <cursor>', 'go on from here'),
  );

  add<SharedOptions>(people, 'show <address>', 'one person', async (signet, [address = ''], options) => {
    const tenant = await signet.tenants.choose(options.tenant);
    const view = toPersonView(await personAt(tenant._id, address, signet), await groupNames(tenant._id));
    return { json: view, text: describe(view) };
  });

  add<SharedOptions & { dryRun?: boolean }>(
    people,
    'import <file>',
    'enter people by a CSV file; all of it, or, where anything is wrong, nothing',
    async ({ tenants, clock }, [file = ''], options) => {
      const tenant = await tenants.choose(options.tenant);
      const how = { dryRun: options.dryRun === true, by: commandActor(), clock, groups: groupsByName(clock) };
      return imported(await importPeople(tenant._id, decodeCsv(await readGivenFile(file)), how));
    },
    (command) => command.option('--dry-run', 'only show what it would do'),
  );

  addPeopleEditCommands(people, add);
  addGrantCommands(people, add);
  addPhotoCommands(people, add);
  addPersonalRecordCommands(people, add);
}

function imported(result: ImportResult): Outcome {
  const { dryRun, created, updated, unchanged, problems, people } = result;
  const rows = people
    .filter(({ what }) => what !== 'unchanged')
    .map(({ what, name, address, fields }) => [
      what === 'create' ? '  new' : '  changed',
      `${name} <${address}>`,
      fields.map(({ field, old, new: value }) => `${field}: ${old ? `${old} → ` : ''}${value}`).join('; '),
    ]);
  const wrong = problems.map(({ line, column, message }) => `Line ${line}${column ? `, ${column}` : ''}: ${message}`);
  const counts = `${created} new, ${updated} changed, ${unchanged} unchanged`;
  if (problems.length > 0) {
    process.stderr.write(`Nothing was imported.\n${wrong.join('\n')}\n`);
    return { json: result, text: '', exit: exitCodes.failed };
  }
  return { json: result, text: dryRun ? `Would import: ${counts}\n${table(rows)}` : `Imported: ${counts}` };
}
