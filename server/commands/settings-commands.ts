import type { Command } from 'commander';
import { commandActor } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';
import { settingAt } from '../tenants/index.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { readJson } from './terminal.ts';

/** `settings get|set`. */
export function addSettingsCommands(program: Command, add: AddCommand): void {
  const settings = program.command('settings').description("a tenant's settings");

  add<SharedOptions>(
    settings,
    'get [path]',
    'all settings, or what stands at a path like sync.auto',
    async ({ tenants }, [path = ''], options) => {
      const tenant = await tenants.choose(options.tenant);
      const value = settingAt(tenant.settings, path);
      if (value === undefined)
        throw new SignetError('VALIDATION', `There is no setting ${path}. "signet settings get" shows all.`);
      return { json: value, text: JSON.stringify(value, null, 2) };
    },
  );

  add<SharedOptions>(
    settings,
    'set <path> <json>',
    'change a setting, for example: settings set sync.auto.time \'"04:30"\'',
    async ({ tenants }, [path = '', text = ''], options) => {
      const tenant = await tenants.choose(options.tenant);
      const changed = await tenants.changeSetting(tenant._id, path, readJson(text), commandActor());
      const value = settingAt(changed, path);
      return { json: value, text: `${path} = ${JSON.stringify(value)}` };
    },
  );
}
