import type { Command } from 'commander';
import { type AssignmentsAnswer, newAssignmentSchema } from '../../contract/index.ts';
import { commandActor } from '../access/index.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { type Outcome, readJson, table } from './terminal.ts';

/** `assignment …`: who gets which template, in order. */
export function addAssignmentCommands(program: Command, add: AddCommand): void {
  const assignment = program.command('assignment').description('who gets which template');

  add<SharedOptions>(assignment, 'list', 'all of them, in order', async ({ tenants, assignments }, _args, options) => {
    return listed((await assignments.list((await tenants.choose(options.tenant))._id)).answer);
  });

  add<SharedOptions & { before?: string }>(
    assignment,
    'add <json>',
    'a new one, for example: assignment add \'{"name":"Sales","templateId":"classic","who":{"everyone":true}}\'',
    async ({ tenants, assignments }, [text = ''], { before, ...options }) => {
      const tenant = await tenants.choose(options.tenant);
      const given = readJson(text);
      const input = parse(newAssignmentSchema, before && isObject(given) ? { ...given, before } : given);
      const { id } = await assignments.add(tenant._id, input, commandActor());
      const { answer } = await assignments.list(tenant._id);
      return { json: answer.items.find((item) => item.id === id), text: listed(answer).text };
    },
    (command) => command.option('--before <id>', 'before this one (default: last)'),
  );

  add<SharedOptions & { before?: string }>(
    assignment,
    'move <id>',
    'to another place',
    async ({ tenants, assignments }, [id = ''], { before, ...options }) => {
      const tenant = await tenants.choose(options.tenant);
      return listed((await assignments.move(tenant._id, id, before, { by: commandActor() })).answer);
    },
    (command) => command.option('--before <id>', 'before this one (default: last)'),
  );

  add<SharedOptions>(assignment, 'remove <id>', 'delete it', async ({ tenants, assignments }, [id = ''], options) => {
    const tenant = await tenants.choose(options.tenant);
    await assignments.remove(tenant._id, id, { by: commandActor() });
    return listed((await assignments.list(tenant._id)).answer);
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function listed(answer: AssignmentsAnswer): Outcome {
  const rows = answer.items.map(({ position, id, name, templateId, enabled, conflicts }) => [
    String(position),
    id,
    name,
    templateId ?? 'no signature',
    enabled ? '' : 'off',
    conflicts.map(({ message }) => message).join(' '),
  ]);
  return { json: answer, text: rows.length > 0 ? table(rows) : 'There are no assignments: nobody gets a signature.' };
}
