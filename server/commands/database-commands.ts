import type { Command } from 'commander';
import { backUp, openDatabase, restore } from '../database.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { type CopiedCollection, copyDatabase } from '../platform/copy-store.ts';
import { withoutPassword } from '../platform/mongo.ts';
import type { SharedOptions } from './command.ts';
import { exitCodes, type Outcome, say, table } from './terminal.ts';

/** How these commands run: they need no more of Signet than its settings. `work` is what the command does. */
export type RunBare = (asJson: boolean, work: () => Promise<Outcome>) => Promise<void>;

/** `backup`, `restore`, `db copy`. */
export function addDatabaseCommands(program: Command, config: Config, run: RunBare): void {
  program
    .command('backup <file>')
    .description('write everything to a file, while Signet runs (embedded database)')
    .option('--json', 'print one JSON document')
    .action((file: string, options: SharedOptions) => run(options.json === true, () => backup(config, file)));

  program
    .command('restore <file>')
    .description('put a backup in the place of the embedded database; Signet has to be stopped')
    .option('--replace', 'also where there are documents; the old file is kept beside')
    .option('--json', 'print one JSON document')
    .action((file: string, options: SharedOptions & { replace?: boolean }) =>
      run(options.json === true, () => bringBack(config, file, options.replace === true)),
    );

  program
    .command('db')
    .description('the database as a whole')
    .command('copy')
    .description('copy everything to a MongoDB deployment; can be run again, while Signet runs too')
    .requiredOption('--to <mongodb-uri>', 'where to')
    .option('--replace', 'also where the other database holds documents of its own: they are replaced or removed')
    .option('--json', 'print one JSON document')
    .action((options: SharedOptions & { to: string; replace?: boolean }) =>
      run(options.json === true, () => copy(config, options.to, options.replace === true)),
    );
}

async function backup(config: Config, file: string): Promise<Outcome> {
  const facts = await backUp(config, file);
  const { documents, collections, bytes } = facts;
  const text = `${documents} documents of ${collections} collections are in ${facts.file} (${megabytes(bytes)}).`;
  return { json: facts, text };
}

async function bringBack(config: Config, file: string, replace: boolean): Promise<Outcome> {
  const facts = await restore(config, file, replace);
  const kept = facts.kept ? ` What was there before is kept in ${facts.kept}.` : '';
  return { json: facts, text: `${facts.documents} documents of ${facts.collections} collections are back.${kept}` };
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

async function copy(config: Config, to: string, replace: boolean): Promise<Outcome> {
  const closing: (() => Promise<void>)[] = [];
  const began = systemClock.now();
  try {
    const from = await openDatabase(config, closing);
    const collections = await copyDatabase(from, to, { replace, say });
    const seconds = (systemClock.now().getTime() - began.getTime()) / 1000;
    const verified = collections.every((collection) => collection.same);
    return {
      json: { to: withoutPassword(to), verified, collections, seconds },
      text: `${table(rowsOf(collections))}\n${verified ? done(to) : changing}`,
      exit: verified ? exitCodes.done : exitCodes.failed,
    };
  } finally {
    for (const close of closing) await close();
  }
}

function rowsOf(collections: CopiedCollection[]): string[][] {
  return collections.map(({ name, documents, written, removed, same }) => [
    same ? 'same   ' : 'CHANGED',
    name,
    `${documents} documents`,
    `${written} written, ${removed} removed`,
  ]);
}

const done = (to: string) =>
  `Counts and hashes agree. To use the copy, set MONGODB_URI (${withoutPassword(to)}) and SESSION_SECRET (see docs/database.md), and start Signet again.`;
const changing =
  'Some documents changed while they were copied: stop Signet and run this once more, so that nothing is left behind.';
