import type { Command } from 'commander';
import { searchGroups } from '../directory/index.ts';
import { withCounts } from '../sync/index.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { table } from './terminal.ts';

const kinds = {
  microsoft365: 'Microsoft 365',
  security: 'security',
  mailEnabledSecurity: 'mail-enabled security',
  distribution: 'distribution',
} as const;

/** `directory groups`: the tenant's own groups, for scope and rules. */
export function addDirectoryCommands(program: Command, add: AddCommand): void {
  const directory = program.command('directory').description("look into the tenant's directory");
  add<SharedOptions>(
    directory,
    'groups [text]',
    'directory groups by name or mail, with kind and members',
    async ({ tenants }, [text = ''], options) => {
      const tenant = await tenants.choose(options.tenant);
      const graph = tenants.graphOf(tenant._id, { priority: 'high', tries: 2 });
      const items = await withCounts(graph, await searchGroups(graph, text));
      const rows = items.map(({ id, name, kind, members }) => [
        id,
        name,
        kinds[kind],
        members === undefined ? '' : `${members} members`,
      ]);
      return {
        json: { items },
        text: rows.length > 0 ? table(rows) : 'No group fits. Try the beginning of a word of its name.',
      };
    },
  );
}
