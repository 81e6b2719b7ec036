import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import { imageUploadSchema } from '../../contract/index.ts';
import { commandActor } from '../access/index.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { readGivenFile } from './given-file.ts';
import { table } from './terminal.ts';

interface AddOptions extends SharedOptions {
  name?: string;
  width?: string;
  alt?: string;
  dark?: string;
}

/** `image add`, `image list`, `image delete`. */
export function addImageCommands(program: Command, add: AddCommand): void {
  const image = program.command('image').description('images that templates show');

  add<AddOptions>(
    image,
    'add <file>',
    'take an image into the library, or replace the one of its name',
    async ({ tenants, images }, [file = ''], options) => {
      const tenant = await tenants.choose(options.tenant);
      const { name = nameFrom(file), width, alt } = options;
      const upload = parse(imageUploadSchema, { name, width, alt });
      const by = commandActor();
      let added = await images.add(tenant._id, { ...upload, bytes: await readGivenFile(file) }, by);
      if (options.dark) {
        const dark = { ...upload, variant: 'dark' as const, bytes: await readGivenFile(options.dark) };
        added = await images.add(tenant._id, dark, by);
      }
      const size = `${added.width} × ${added.height}`;
      return {
        json: added,
        text: `“${added.name}”, shown in ${size} pixels: {{image "${added.name}"}}\n${added.double.url}`,
      };
    },
    (command) =>
      command
        .option('--name <name>', 'what templates call it (default: made of the file name)')
        .option('--width <pixels>', 'how wide it is shown')
        .option('--alt <text>', 'what it says to those who do not see it')
        .option('--dark <file>', 'its variant for dark backgrounds'),
  );

  add<SharedOptions>(image, 'list', 'the images of a tenant', async ({ tenants, images }, _args, options) => {
    const items = await images.list((await tenants.choose(options.tenant))._id);
    const rows = items.map(({ name, width, height, double, usedBy }) => [
      name,
      `${width} × ${height}`,
      `${Math.ceil(double.bytes / 1024)} KB`,
      usedBy.length > 0 ? usedBy.map((use) => use.id).join(', ') : 'not used',
    ]);
    return {
      json: { items },
      text: items.length > 0 ? table(rows) : 'There are no images. signet image add <file> adds one.',
    };
  });

  add<SharedOptions>(
    image,
    'delete <name>',
    'take an image out of the library',
    async ({ tenants, images }, [name = ''], options) => {
      await images.remove((await tenants.choose(options.tenant))._id, name, commandActor());
      return { json: { deleted: name }, text: `“${name}” is deleted.` };
    },
  );
}

function nameFrom(file: string): string {
  return basename(file, extname(file))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
