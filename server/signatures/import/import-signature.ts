import { createHash } from 'node:crypto';
import { type ImportedSignature, longestSource, type PersonFields } from '../../../contract/index.ts';
import type { Actor } from '../../access/index.ts';
import { SignetError } from '../../platform/errors.ts';
import { type OpenTag, serialise, tokenise } from '../html-tokens.ts';
import type { ImageService } from '../images/index.ts';
import { cleanWordHtml } from './clean-word-html.ts';
import { baseName, type SignatureFiles } from './read-signature-files.ts';
import { recogniseFields } from './recognise-fields.ts';

/** What an import needs to know. */
export interface ImportOrder {
  tenantId: string;
  by: Actor;
  /** Whose signature it is, where that is known. */
  person?: PersonFields;
  /** The recognised fields to put in; absent: all. */
  accept?: string[];
}

/** Pictures of one signature; more is a newsletter. */
const mostPictures = 20;

/**
 * Makes a template of a signature that somebody has: cleaned, its pictures taken into the library, and what belongs to the person
 * replaced by fields. Nothing is saved as a template: the answer is a proposal. Nothing is fetched from anywhere.
 */
export async function importSignature(
  files: SignatureFiles,
  { tenantId, by, person, accept }: ImportOrder,
  images: Pick<ImageService, 'add'>,
): Promise<ImportedSignature> {
  const warnings: string[] = [];
  const added = new Map<string, string>();
  const cleaned = tokenise(cleanWordHtml(files.html));
  const tokens = [];
  for (const token of cleaned) {
    if (token.kind !== 'open' || token.name !== 'img') tokens.push(token);
    else tokens.push({ kind: 'text' as const, text: await shown(token) });
  }
  const shownHtml = serialise(tokens);
  if (shownHtml.length > longestSource)
    throw new SignetError(
      'TOO_LARGE',
      `The signature has ${shownHtml.length} characters; a template takes ${longestSource}.`,
    );
  const { html, fields } = recogniseFields(shownHtml, person, accept);
  return { source: { html: `${html}\n` }, fields, images: [...new Set(added.values())], warnings };

  /** The picture as a function that shows it, out of the library. */
  async function shown(image: OpenTag): Promise<string> {
    const source = image.attributes.get('src') ?? '';
    if (/^https:/i.test(source)) {
      warnings.push(`${source.slice(0, 120)} stays where it is: pictures are not fetched. Upload it to have it here.`);
      return serialise([image]);
    }
    const file = baseName(source);
    const bytes = files.pictures.get(file);
    if (bytes === undefined || added.size >= mostPictures) {
      warnings.push(
        `The picture ${file || '(without a name)'} did not come along, and is left out. Zip the .htm with its _files folder.`,
      );
      return '';
    }
    const width = Number(/^(\d+)/.exec(image.attributes.get('width') ?? '')?.[1] ?? 0);
    const name = added.get(file) ?? (await add(file, bytes, width));
    if (name === undefined) return '';
    const alt = (image.attributes.get('alt') ?? '').replace(/["\\{}]|&\w+;/g, ' ').trim();
    return `{{image "${name}"${width > 0 ? ` width=${width}` : ''}${alt ? ` alt="${alt.slice(0, 100)}"` : ''}}}`;
  }

  async function add(file: string, bytes: Buffer, width: number): Promise<string | undefined> {
    const stem = file
      .replace(/\.[a-z]+$/, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '');
    // Word calls every first picture image001: the hash tells them apart, and the same one twice is one.
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
    const name = `imported-${stem.slice(0, 40) || 'picture'}-${hash}`;
    try {
      const upload = { name, variant: 'light' as const, bytes, ...(width >= 8 && width <= 800 ? { width } : {}) };
      await images.add(tenantId, upload, by);
    } catch (error) {
      if (!(error instanceof SignetError)) throw error;
      warnings.push(`The picture ${file} is left out. ${error.message}`);
      return undefined;
    }
    added.set(file, name);
    return name;
  }
}
