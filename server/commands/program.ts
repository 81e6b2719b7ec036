import { Command, CommanderError } from 'commander';
import { compose, type Signet } from '../compose.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { version } from '../version.ts';
import { addAssignmentCommands } from './assignment-commands.ts';
import { addAuditCommands } from './audit-commands.ts';
import { addCampaignCommands } from './campaign-commands.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { addConfigurationCommands } from './configuration-commands.ts';
import { addDatabaseCommands } from './database-commands.ts';
import { addDirectoryCommands } from './directory-commands.ts';
import { addImageCommands } from './image-commands.ts';
import { addOperatingCommands } from './operating-commands.ts';
import { addPeopleCommands } from './people-commands.ts';
import { addRoleCommands } from './role-commands.ts';
import { addSettingsCommands } from './settings-commands.ts';
import { addSignatureCommands } from './signature-commands.ts';
import { addSyncCommands } from './sync-commands.ts';
import { addTemplateCommands } from './template-commands.ts';
import { addTemplateFileCommands } from './template-file-commands.ts';
import { addTenantCommands } from './tenant-commands.ts';
import { exitCodes, failure, type Outcome, print } from './terminal.ts';
import { addTokenCommands } from './token-commands.ts';

/** Runs one command and gives its exit code. */
export async function runCommand(argv: string[], config: Config): Promise<number> {
  const program = new Command('signet')
    .description('E-mail signatures for Microsoft 365')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(signet --help shows the commands)');
  let exit: number = exitCodes.done;

  const add: AddCommand = (parent, usage, description, work, shape = (command) => command) => {
    const command = parent
      .command(usage)
      .description(description)
      .option('--json', 'print one JSON document')
      .option('--tenant <id>', 'which tenant, where several are connected');
    shape(command).action(async () => {
      const options = command.opts();
      exit = await withSignet(config, options.json === true, (signet) => work(signet, command.args, options as never));
    });
  };

  program
    .command('start')
    .description('start the server (and the sandbox, where no tenant is configured)')
    .option('--json', 'print one JSON line when ready')
    .action(async (options: SharedOptions) => {
      const { start } = await import('./start-command.ts');
      exit = await start(config, options.json === true);
    });
  for (const group of [
    addTenantCommands,
    addSettingsCommands,
    addDirectoryCommands,
    addSyncCommands,
    addPeopleCommands,
    addSignatureCommands,
    addTemplateCommands,
    addAssignmentCommands,
    addCampaignCommands,
    addConfigurationCommands,
    addImageCommands,
    addTemplateFileCommands,
    addRoleCommands,
    addTokenCommands,
    addAuditCommands,
    addOperatingCommands,
  ])
    group(program, add);
  addDatabaseCommands(program, config, async (asJson, work) => {
    exit = await work().then(
      (outcome) => print(outcome, asJson),
      (error) => failure(error, asJson),
    );
  });

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
    return failure(error, argv.includes('--json'));
  }
  return exit;
}

async function withSignet(
  config: Config,
  asJson: boolean,
  work: (signet: Signet) => Promise<Outcome>,
): Promise<number> {
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  let signet: Signet | undefined;
  try {
    signet = await compose(config, { clock: systemClock, log }, { lasting: false });
    return print(await work(signet), asJson);
  } catch (error) {
    return failure(error, asJson);
  } finally {
    await signet?.close();
  }
}
