import type { Command } from 'commander';
import { type BulkAction, editPersonSchema, newPersonSchema, type PeopleSelection } from '../../contract/index.ts';
import { commandActor } from '../access/index.ts';
import type { Signet } from '../compose.ts';
import { groupNames } from '../groups/index.ts';
import { type Person, toPersonView } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { describe, personAt } from './person-at.ts';
import type { Outcome } from './terminal.ts';

interface BulkOptions extends SharedOptions {
  all?: boolean;
  query?: string;
  reason?: string;
}

interface EditOptions extends SharedOptions {
  set?: string[];
  clear?: string[];
  follow?: string[];
  alias?: string[];
  group?: string[];
  shared?: boolean;
  dataSync?: string;
}

const bulkCommands: { action: BulkAction; description: string; done: string }[] = [
  { action: 'pause', description: 'leave people alone in every sync; they keep their signature', done: 'paused' },
  { action: 'resume', description: 'let people follow the directory again', done: 'resumed' },
  { action: 'end', description: 'end sync for good: people stay as they are, as if entered by hand', done: 'ended' },
  { action: 'remove', description: 'take people out; they can be restored for a while', done: 'removed' },
  { action: 'restore', description: 'bring removed people back, with what was changed by hand', done: 'restored' },
];

/** `people pause|resume|end|remove|restore`, `people add|edit|follow`. */
export function addPeopleEditCommands(people: Command, add: AddCommand): void {
  for (const { action, description, done } of bulkCommands)
    add<BulkOptions>(
      people,
      `${action} [addresses...]`,
      description,
      async (signet, addresses, options) => {
        const tenant = await signet.tenants.choose(options.tenant);
        const on = await selectionOf(signet, tenant._id, addresses, options);
        const request = { action, on, reason: options.reason };
        const result = await signet.people.bulk(tenant._id, request, commandActor());
        const only = addresses.length === 1 ? await viewAt(signet, tenant._id, addresses[0] ?? '') : undefined;
        const text = only
          ? `${only.fields.displayName ?? only.id} is ${only.state}${only.source === 'manual' ? ', by hand' : ''}.`
          : `${result.changed} of ${result.matched} people ${done}.`;
        // One person is shown as one; several are counted.
        return { json: only ?? result, text };
      },
      (command) =>
        command
          .option('--all', 'everyone')
          .option('--query <text>', 'those whose name, address or department contains this')
          .option('--reason <text>', 'why, for the audit log'),
    );

  add<EditOptions>(
    people,
    'add <address>',
    'enter someone by hand',
    async (signet, [address = ''], options) => {
      const tenant = await signet.tenants.choose(options.tenant);
      const given = {
        ...{ address, aliases: options.alias, groups: options.group, fields: assignments(options.set) },
        kind: options.shared ? 'sharedMailbox' : 'user',
      };
      const person = await signet.people.create(tenant._id, parse(newPersonSchema, given), commandActor());
      return shown(person);
    },
    (command) =>
      command
        .option('--set <field=value...>', 'fields, for example jobTitle=Captain')
        .option('--alias <address...>', 'other addresses')
        .option('--group <name...>', 'groups')
        .option('--shared', 'a shared mailbox'),
  );

  add<EditOptions>(
    people,
    'edit <address>',
    'change values by hand; sync leaves them so',
    async (signet, [address = ''], options) => {
      const tenant = await signet.tenants.choose(options.tenant);
      const { id } = await personAt(tenant._id, address, signet);
      const cleared = Object.fromEntries((options.clear ?? []).map((field) => [field, '']));
      const given = {
        ...{ fields: { ...cleared, ...assignments(options.set) }, groups: options.group, aliases: options.alias },
        ...(options.dataSync ? { dataSync: options.dataSync === 'on' } : {}),
      };
      return shown(await signet.people.edit(tenant._id, id, parse(editPersonSchema, given), commandActor()));
    },
    (command) =>
      command
        .option('--set <field=value...>', 'fields, for example jobTitle=Captain')
        .option('--clear <field...>', 'fields to leave empty, whatever the directory says')
        .option('--alias <address...>', 'the other addresses of someone entered by hand')
        .option('--group <name...>', 'groups, beside those that sync decides')
        .option('--data-sync <onOrOff>', 'on: the directory goes before what was changed by hand'),
  );

  add<SharedOptions>(
    people,
    'follow <address> [fields...]',
    'let fields, or all, follow the directory again',
    async (signet, [address = '', ...fields], options) => {
      const tenant = await signet.tenants.choose(options.tenant);
      const { id } = await personAt(tenant._id, address, signet);
      const named = fields.length > 0 ? fields : undefined;
      return shown(await signet.people.follow(tenant._id, id, named, commandActor()));
    },
  );
}

async function selectionOf(
  signet: Signet,
  tenantId: string,
  addresses: string[],
  { all, query }: BulkOptions,
): Promise<PeopleSelection> {
  if ([addresses.length > 0, all, query].filter(Boolean).length !== 1)
    throw new SignetError('VALIDATION', 'Name addresses, or --query <text>, or --all: exactly one of them.');
  if (query) return { query: { query } };
  if (all) return { all: true };
  const people = await Promise.all(addresses.map((address) => personAt(tenantId, address, signet)));
  return { ids: people.map(({ id }) => id) };
}

async function viewAt(signet: Signet, tenantId: string, address: string) {
  return toPersonView(await personAt(tenantId, address, signet), await groupNames(tenantId));
}

async function shown(person: Person): Promise<Outcome> {
  const view = toPersonView(person, await groupNames(person.tenantId));
  return { json: view, text: describe(view) };
}

function assignments(given: string[] = []): Record<string, string> {
  return Object.fromEntries(
    given.map((one) => {
      const at = one.indexOf('=');
      if (at < 1) throw new SignetError('VALIDATION', `${one}: write field=value, for example jobTitle=Captain.`);
      return [one.slice(0, at), one.slice(at + 1)];
    }),
  );
}
