import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Command } from 'commander';
import { commandActor } from '../access/index.ts';
import { exportConfiguration, exportImageFiles, importConfiguration } from '../configuration.ts';
import { isConfigurationFile, isImageFile } from '../configuration-files.ts';
import { messageOf, SignetError } from '../platform/errors.ts';
import type { AddCommand, SharedOptions } from './command.ts';

/** `export`, `import`: a tenant's configuration as files. */
export function addConfigurationCommands(program: Command, add: AddCommand): void {
  add<SharedOptions>(
    program,
    'export <folder>',
    'write templates, images, assignments, campaigns, rules, mappings and settings as files',
    async (signet, [folder = ''], options) => {
      const tenant = await signet.tenants.choose(options.tenant);
      const texts = await exportConfiguration(signet, tenant._id);
      const files = new Map<string, string | Buffer>([...texts, ...(await exportImageFiles(tenant._id))]);
      await mkdir(folder, { recursive: true });
      // What is not there any more goes, so that the folder says what there is.
      for (const path of await pathsIn(folder)) if (!files.has(path)) await rm(join(folder, path));
      for (const [path, content] of files) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      return { json: { folder, files: [...files.keys()] }, text: `Wrote ${files.size} files to ${folder}.` };
    },
  );

  add<SharedOptions & { dryRun?: boolean }>(
    program,
    'import <folder>',
    'make the configuration what the files say: all of it, or, where anything is wrong, nothing',
    async (signet, [folder = ''], { dryRun = false, ...options }) => {
      const tenant = await signet.tenants.choose(options.tenant);
      const files = new Map<string, string>();
      const imageFiles = new Map<string, Buffer>();
      for (const path of await pathsIn(folder)) {
        const bytes = await readFile(join(folder, path));
        if (isImageFile(path)) imageFiles.set(path, bytes);
        else files.set(path, bytes.toString('utf8'));
      }
      if (files.size === 0)
        throw new SignetError('VALIDATION', `${folder} has no configuration. "signet export ${folder}" writes one.`);
      const changes = await importConfiguration(signet, tenant._id, files, {
        ...{ dryRun, imageFiles, by: commandActor() },
      });
      const shown = changes.flatMap(({ path, what, lines }) => [
        `${path} (${what})`,
        ...lines.map((line) => `  ${line}`),
      ]);
      const head = changes.length === 0 ? 'Nothing differs.' : dryRun ? 'Would change:' : 'Changed:';
      return { json: { dryRun, changes }, text: [head, ...shown].join('\n') };
    },
    (command) => command.option('--dry-run', 'only show what would change'),
  );
}

/** The paths of a configuration's files below a folder. */
async function pathsIn(folder: string): Promise<string[]> {
  try {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return files
      .map((path) => path.slice(join(folder, sep).length).split(sep).join('/'))
      .filter(isConfigurationFile)
      .sort();
  } catch (error) {
    throw new SignetError('VALIDATION', `${folder} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
