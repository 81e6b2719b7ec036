import { z } from 'zod';
import {
  assignmentSchema,
  campaignSchema,
  importRuleSchema,
  mappingsSchema,
  nameIdSchema,
  templateMetaSchema,
  templateSourceSchema,
} from '../contract/index.ts';
import { type Place, placeOf, syntaxPlace } from './json-place.ts';
import { SignetError } from './platform/errors.ts';
import { problemInWords } from './platform/problem-words.ts';
import { type ImageCopy, imageCopySchema } from './signatures/index.ts';
import { tenantSettingsSchema } from './tenants/index.ts';

const settingsSchema = tenantSettingsSchema.extend({
  sync: tenantSettingsSchema.shape.sync.unwrap().omit({ importRules: true, mappings: true }),
});
const rulesSchema = z.array(importRuleSchema).max(500);
const documents = [
  'settings.json',
  'import-rules.json',
  'mappings.json',
  'assignments.json',
  'campaigns.json',
  'images.json',
];

/** A template among the files: what people get of it, or, where nobody gets it yet, its draft. */
export interface ConfiguredTemplate {
  id: string;
  /** `draft`: it is not published. */
  meta: z.infer<typeof templateMetaSchema> & { draft?: true };
  source: z.infer<typeof templateSourceSchema>;
}

/** Everything of a tenant that people decide, without secrets and without persons. Groups are named, not numbered. */
export interface Configuration {
  settings: z.infer<typeof settingsSchema>;
  importRules: z.infer<typeof rulesSchema>;
  mappings: z.infer<typeof mappingsSchema>;
  assignments: (z.infer<typeof assignmentSchema> & { id: string })[];
  campaigns: (z.infer<typeof campaignSchema> & { id: string })[];
  images: ImageCopy[];
  templates: ConfiguredTemplate[];
}

const metaSchema = templateMetaSchema.extend({ draft: z.literal(true).optional() });
const imageFile = /^images\/[0-9a-f]{64}\.(png|jpg|gif)$/;
const templateFile = /^templates\/([^/]+)\/(html\.hbs|text\.hbs|meta\.json)$/;

/** A configuration as files: one setting a line, in an order that depends on nothing, so that differences are small. */
export function toFiles(configuration: Configuration): Map<string, string> {
  const { settings, importRules, mappings, assignments, campaigns, images, templates } = configuration;
  const files = new Map<string, string>();
  const json = (path: string, value: unknown) => files.set(path, `${JSON.stringify(sorted(value), null, 2)}\n`);
  json('settings.json', settings);
  json('import-rules.json', importRules);
  json('mappings.json', mappings);
  json('assignments.json', assignments);
  json('campaigns.json', [...campaigns].sort(byId));
  json('images.json', [...images].sort(byName));
  for (const { id, meta, source } of [...templates].sort(byId)) {
    files.set(`templates/${id}/html.hbs`, source.html);
    if (source.text !== undefined) files.set(`templates/${id}/text.hbs`, source.text);
    json(`templates/${id}/meta.json`, meta);
  }
  return files;
}

/**
 * The configuration that files describe; `present` stands for what has no file.
 * @throws {SignetError} VALIDATION with every problem, each with its file and line
 */
export function fromFiles(files: ReadonlyMap<string, string>, present: Configuration): Configuration {
  const problems: string[] = [];
  const note = (path: string, place: Place | null, message: string) =>
    problems.push(`${path}${place ? `, line ${place.line}` : ''}: ${message}`);

  function read<Value>(path: string, schema: z.ZodType<Value>, otherwise: Value): Value {
    const text = files.get(path);
    if (text === undefined) return otherwise;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      note(path, syntaxPlace(text, error), 'this is not JSON.');
      return otherwise;
    }
    const result = schema.safeParse(value, { error: problemInWords });
    if (result.success) return result.data;
    for (const { path: at, message } of result.error.issues)
      note(path, placeOf(text, at), `${at.length > 0 ? `${at.join('.')}: ` : ''}${message}`);
    return otherwise;
  }

  function readList<Value extends object>(
    path: string,
    schema: z.ZodType<Value>,
    otherwise: (Value & { id: string })[],
  ) {
    const text = files.get(path);
    const items = read<unknown[] | null>(path, z.array(z.unknown()).max(500), null);
    if (text === undefined || items === null) return otherwise;
    const list: (Value & { id: string })[] = [];
    items.forEach((item, index) => {
      const { id: given, ...rest } = typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
      const id = nameIdSchema.safeParse(given);
      const result = schema.safeParse(rest, { error: problemInWords });
      if (!id.success) note(path, placeOf(text, [index, 'id']), `${index}.id: must be an id like sales-banner`);
      for (const { path: at, message } of result.error?.issues ?? [])
        note(path, placeOf(text, [index, ...at]), `${[index, ...at].join('.')}: ${message}`);
      if (id.success && list.some((other) => other.id === id.data))
        note(path, placeOf(text, [index, 'id']), `${id.data} stands here twice.`);
      if (id.success && result.success) list.push({ id: id.data, ...result.data });
    });
    return list;
  }

  const configuration: Configuration = {
    settings: read('settings.json', settingsSchema, present.settings),
    importRules: read('import-rules.json', rulesSchema, present.importRules),
    mappings: read('mappings.json', mappingsSchema, present.mappings),
    assignments: readList('assignments.json', assignmentSchema, present.assignments),
    campaigns: readList('campaigns.json', campaignSchema, present.campaigns),
    images: withImages(present.images, read('images.json', z.array(imageCopySchema).max(2000), [])),
    templates: templateIdsIn(files).map((id) => {
      const folder = `templates/${id}`;
      if (!nameIdSchema.safeParse(id).success) note(folder, null, 'the name must be an id like sales-banner.');
      const html = files.get(`${folder}/html.hbs`);
      if (html === undefined) note(`${folder}/html.hbs`, null, 'this file is missing.');
      const meta = read(`${folder}/meta.json`, metaSchema, metaSchema.parse({ title: id }));
      const source = templateSourceSchema.safeParse({ html: html ?? '', text: files.get(`${folder}/text.hbs`) });
      if (!source.success) note(folder, null, source.error.issues.map(({ message }) => message).join(' '));
      return { id, meta, source: source.data ?? { html: '' } };
    }),
  };
  if (problems.length > 0)
    throw new SignetError(
      'VALIDATION',
      `Nothing was imported:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
      {
        details: problems.map((message) => ({ message })),
      },
    );
  return configuration;
}

/** Is this path one that a configuration has? */
export function isConfigurationFile(path: string): boolean {
  return documents.includes(path) || templateFile.test(path) || isImageFile(path);
}

/** Is this path that of a picture's bytes? All others are text. */
export function isImageFile(path: string): boolean {
  return imageFile.test(path);
}

/** The images that are there, with those that come in place of the ones of their names. */
function withImages(present: ImageCopy[], coming: ImageCopy[]): ImageCopy[] {
  return [...new Map([...present, ...coming].map((image) => [image.name, image])).values()];
}

function templateIdsIn(files: ReadonlyMap<string, string>): string[] {
  return [...new Set([...files.keys()].flatMap((path) => templateFile.exec(path)?.[1] ?? []))].sort();
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

const byName = (one: ImageCopy, other: ImageCopy) => (one.name < other.name ? -1 : 1);

/** The value with the keys of its objects in order, `id` and `name` first. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const rank = (key: string) => (key === 'id' ? '0' : key === 'name' || key === 'title' ? '1' : `2${key}`);
  const keys = Object.keys(value).sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
}
