import type { Command } from 'commander';
import { type PersonView, peopleQuerySchema } from '../../contract/index.ts';
import type { Signet } from '../compose.ts';
import { groupNames } from '../groups/index.ts';
import { findPersonByAddress, listPeople, type Person, setPersonState, toPersonView } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { table } from './terminal.ts';

interface ListOptions extends SharedOptions {
  query?: string;
  state?: string;
  limit?: string;
  cursor?: string;
}

/** The person with this address. @throws {SignetError} PERSON_UNKNOWN */
export async function personAt(tenantId: string, address: string): Promise<Person> {
  const person = await findPersonByAddress(tenantId, address);
  if (!person)
    throw new SignetError(
      'PERSON_UNKNOWN',
      `No person has the address ${address}. "signet people list --query ${address.split('@')[0]}" searches; a sync may be due.`,
    );
  return person;
}

/** `people list|show|pause|resume`. */
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
    const { view } = await show(signet, address, options);
    const rows = Object.entries(view.fields).map(([field, value]) => [`  ${field}`, String(value)]);
    return {
      json: view,
      text: `${view.fields.displayName ?? view.id} (${view.state})\n  addresses: ${view.addresses.join(', ')}\n  groups: ${view.groups.map((group) => group.name).join(', ') || 'none'}\n${table(rows)}`,
    };
  });

  for (const [verb, state, description] of [
    ['pause', 'paused', 'leave a person alone in every sync'],
    ['resume', 'active', 'let a person follow the directory again'],
  ] as const) {
    add<SharedOptions>(people, `${verb} <address>`, description, async (signet, [address = ''], options) => {
      const { person } = await show(signet, address, options);
      await setPersonState(person.tenantId, person.id, state, signet.clock.now());
      const { view } = await show(signet, address, options);
      return { json: view, text: `${view.fields.displayName ?? view.id} is ${view.state}.` };
    });
  }
}

async function show(
  { tenants }: Signet,
  address: string,
  options: SharedOptions,
): Promise<{ person: Person; view: PersonView }> {
  const tenant = await tenants.choose(options.tenant);
  const person = await personAt(tenant._id, address);
  return { person, view: toPersonView(person, await groupNames(tenant._id)) };
}
