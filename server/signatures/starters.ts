import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SignetError } from '../platform/errors.ts';
import { type TemplateMeta, type TemplateSource, templateMetaSchema } from './template.ts';

/** A template that Signet brings along. */
export interface Starter {
  id: string;
  meta: TemplateMeta;
  source: TemplateSource;
  /** The bytes of its images by the name under which they are served. */
  files: Map<string, Buffer>;
}

/** Reads every starter of a folder: `<name>/html.hbs`, `text.hbs` (optional), `meta.json` and its images. TEMPLATE_INVALID names the folder. */
export async function readStarters(folder: string): Promise<Starter[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readStarter(join(folder, name), name)));
}

/** The template in a folder of the same shape, wherever it is. TEMPLATE_INVALID where it cannot be read. */
export function readTemplateFolder(folder: string): Promise<Starter> {
  return readStarter(folder, basename(folder));
}

async function readStarter(folder: string, id: string): Promise<Starter> {
  try {
    const meta = templateMetaSchema.parse(JSON.parse(await readFile(join(folder, 'meta.json'), 'utf8')));
    const html = await readFile(join(folder, 'html.hbs'), 'utf8');
    const source = { html, text: await textIfAny(join(folder, 'text.hbs')) };
    const files = new Map<string, Buffer>();
    // Like uploaded images, a starter's are served under the hash of their bytes: in a mail an address must never change its picture.
    const hashed = async (name: string) => {
      const bytes = await readFile(join(folder, name));
      const file = `${createHash('sha256').update(bytes).digest('hex')}.png`;
      files.set(file, bytes);
      return file;
    };
    for (const image of meta.images) {
      image.file = await hashed(image.file);
      if (image.dark !== undefined) image.dark = await hashed(image.dark);
    }
    return { id, meta, source, files };
  } catch (cause) {
    throw new SignetError('TEMPLATE_INVALID', `The template in ${folder} cannot be read.`, { cause });
  }
}

async function textIfAny(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
