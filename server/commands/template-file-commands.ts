import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { commandActor } from '../access/index.ts';
import {
  baseName,
  importSignature,
  readSignatureFiles,
  readTemplateFolder,
  type SignatureFiles,
} from '../signatures/index.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { readGivenFile } from './given-file.ts';
import { personAt } from './person-at.ts';
import { exitCodes, table } from './terminal.ts';

interface ImportOptions extends SharedOptions {
  for?: string;
  accept?: string;
  title?: string;
}

/** `template lint` and `template import`, which read files. */
export function addTemplateFileCommands(program: Command, add: AddCommand): void {
  const template = program.commands.find((command) => command.name() === 'template') ?? program.command('template');

  add<SharedOptions>(
    template,
    'lint <id-or-folder>',
    'what readers would see wrong, with what to do about it',
    async ({ tenants, lint }, [which = ''], options) => {
      const { _id: tenantId } = await tenants.choose(options.tenant);
      const items = (await isFolder(which))
        ? await lint.lintContent(tenantId, await readTemplateFolder(which))
        : await lint.lint(tenantId, which);
      const lines = items.map(({ severity, rule, message, advice, variant, line, column }) => {
        const place = line === undefined ? '' : `${variant}.hbs, line ${line}, column ${column}: `;
        return `${severity} (${rule}): ${place}${message}\n  ${advice}`;
      });
      const failed = items.some(({ severity }) => severity === 'error');
      return {
        json: { items },
        text: lines.length > 0 ? lines.join('\n') : 'Nothing to complain about.',
        exit: failed ? exitCodes.failed : exitCodes.done,
      };
    },
  );

  add<ImportOptions>(
    template,
    'import <file>',
    'make a template of an Outlook signature: .htm beside its _files folder, or a zip of both',
    async (signet, [file = ''], options) => {
      const { _id: tenantId } = await signet.tenants.choose(options.tenant);
      const person = options.for ? (await personAt(tenantId, options.for, signet)).fields : undefined;
      const accept = options.accept?.split(',').map((field) => field.trim());
      const by = commandActor();
      const imported = await importSignature(await filesOf(file), { tenantId, by, person, accept }, signet.images);
      const created = options.title
        ? await signet.templates.create(tenantId, { title: options.title, source: imported.source }, by)
        : undefined;
      const found = imported.fields.map(({ expression, found, sure }) => [
        `  ${expression}`,
        found,
        sure ? '' : '(looks like it)',
      ]);
      const text = [
        created ? `Template “${created.detail.id}” is there as a draft.` : imported.source.html,
        ...(found.length > 0 ? ['Recognised:', table(found)] : []),
        ...imported.warnings,
      ];
      return { json: { ...imported, ...(created ? { template: created.detail.id } : {}) }, text: text.join('\n') };
    },
    (command) =>
      command
        .option('--for <address>', 'whose signature it is')
        .option('--accept <fields>', 'which fields to put in, with commas (default: all)')
        .option('--title <title>', 'keep it as a draft of this title'),
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The file and the pictures of the folders beside it that its name begins: `Anna.htm`, `Anna_files` (`Anna-Dateien` …). */
async function filesOf(file: string): Promise<SignatureFiles> {
  const { html, pictures } = readSignatureFiles(await readGivenFile(file));
  const all = new Map(pictures);
  const stem = baseName(file).replace(/\.html?$/, '');
  for (const entry of await readdir(dirname(file), { withFileTypes: true })) {
    if (
      !entry.isDirectory() ||
      (!entry.name.toLowerCase().startsWith(`${stem}_`) && !entry.name.toLowerCase().startsWith(`${stem}-`))
    )
      continue;
    const folder = join(dirname(file), entry.name);
    for (const name of await readdir(folder))
      if (/\.(png|jpe?g|gif)$/i.test(name)) all.set(baseName(name), await readFile(join(folder, name)));
  }
  return { html, pictures: all };
}
