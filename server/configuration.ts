import { isDeepStrictEqual } from 'node:util';
import { diffLines } from 'diff';
import type { Condition, Who } from '../contract/index.ts';
import type { Actor } from './access/index.ts';
import type { Signet } from './compose.ts';
import { type Configuration, type ConfiguredTemplate, fromFiles, toFiles } from './configuration-files.ts';
import { ensureGroups, groupId, groupNames } from './groups/index.ts';
import { SignetError } from './platform/errors.ts';
import { imageCopyProblems, readImageCopies, readImageFiles, saveImageCopies } from './signatures/index.ts';

/** One file that an import changes. */
export interface FileChange {
  path: string;
  what: 'new' | 'changed';
  added: number;
  removed: number;
  /** Lines as `+ …` and `- …`. */
  lines: string[];
}

type Services = Pick<Signet, 'tenants' | 'templates' | 'publishing' | 'assignments' | 'campaigns' | 'clock'>;

/** A tenant's configuration as files. */
export async function exportConfiguration(signet: Services, tenantId: string): Promise<Map<string, string>> {
  return toFiles(await readConfiguration(signet, tenantId));
}

/** The bytes of the tenant's images, by their paths among the files. */
export async function exportImageFiles(tenantId: string): Promise<Map<string, Buffer>> {
  const files = await readImageFiles(await readImageCopies(tenantId));
  return new Map([...files].map(([file, bytes]) => [`images/${file}`, bytes]));
}

/**
 * Makes the configuration what the files say: all of it, or, where anything is wrong, nothing. Templates that have no folder stay, and images that are not named. Repeated,
 * it changes nothing more, so that one that was interrupted is done again.
 * @throws {SignetError} VALIDATION with every problem, each with its file and line
 */
export async function importConfiguration(
  signet: Services,
  tenantId: string,
  files: ReadonlyMap<string, string>,
  { dryRun, by, imageFiles = new Map() }: { dryRun: boolean; by: Actor; imageFiles?: ReadonlyMap<string, Buffer> },
): Promise<FileChange[]> {
  const pictures = new Map([...imageFiles].map(([path, bytes]) => [path.slice('images/'.length), bytes]));
  const present = await readConfiguration(signet, tenantId);
  const wanted = fromFiles(files, present);
  const changes = differences(toFiles(present), toFiles(wanted));
  await refuseUnusable(signet, present, wanted, pictures);
  if (!dryRun && changes.length > 0) await apply(signet, tenantId, { wanted, changes, pictures }, by);
  return changes;
}

async function readConfiguration(signet: Services, tenantId: string): Promise<Configuration> {
  const { settings } = await signet.tenants.choose(tenantId);
  const names = await groupNames(tenantId);
  const named = (id: string) => names.get(id) ?? id;
  const { importRules, mappings, ...sync } = settings.sync;
  const lists = await Promise.all([signet.assignments.read(tenantId), signet.campaigns.read(tenantId)]);
  const [assignments, campaigns] = [
    lists[0].map((item) => ({ ...item, who: withGroups(item.who, named, `${tenantId}:`, '') })),
    lists[1].map((item) => ({ ...item, who: withGroups(item.who, named, `${tenantId}:`, '') })),
  ];
  const templates = await Promise.all(
    (await signet.templates.list(tenantId)).map(async ({ id, version }): Promise<ConfiguredTemplate> => {
      const { meta, source } = await signet.templates.content(tenantId, id, version > 0 ? 'published' : 'draft');
      return { id, meta: { ...meta, ...(version > 0 ? {} : { draft: true as const }) }, source };
    }),
  );
  const images = await readImageCopies(tenantId);
  return { settings: { ...settings, sync }, importRules, mappings, assignments, campaigns, images, templates };
}

/** What no schema sees: templates that cannot be rendered, assignments to templates that are not there, expressions that are none. */
async function refuseUnusable(
  signet: Services,
  present: Configuration,
  wanted: Configuration,
  pictures: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const problems = await imageCopyProblems(wanted.images, pictures);
  for (const { id, meta, source } of wanted.templates) {
    if (meta.draft) continue;
    const { draft: _, ...plain } = meta;
    for (const { severity, message, variant = 'html', line, column } of await signet.templates.check({
      meta: plain,
      source,
    }))
      if (severity === 'error')
        problems.push(`templates/${id}/${variant}.hbs, line ${line}, column ${column}: ${message}`);
  }
  const ids = new Set(
    [...present.templates, ...wanted.templates].filter(({ meta }) => !meta.draft).map(({ id }) => id),
  );
  for (const { id, templateId, choices } of wanted.assignments)
    for (const template of [templateId, ...choices])
      if (template !== null && !ids.has(template))
        problems.push(`assignments.json: “${id}” gives “${template}”, and no such template is published.`);
  const { settings, importRules, mappings } = wanted;
  problems.push(...signet.tenants.problemsOf({ ...settings, sync: { ...settings.sync, importRules, mappings } }));
  if (problems.length > 0)
    throw new SignetError('VALIDATION', `Nothing was imported:\n${problems.map((text) => `  - ${text}`).join('\n')}`, {
      details: problems.map((message) => ({ message })),
    });
}

async function apply(
  signet: Services,
  tenantId: string,
  { wanted, changes, pictures }: { wanted: Configuration; changes: FileChange[]; pictures: Map<string, Buffer> },
  by: Actor,
): Promise<void> {
  const changed = (prefix: string) => changes.some(({ path }) => path.startsWith(prefix));
  const { settings, importRules, mappings, assignments, campaigns } = wanted;
  const groups = [...assignments, ...campaigns].flatMap(({ who }) => groupsIn(who));
  await ensureGroups(tenantId, groups, signet.clock);
  // Before the templates: they take their images by name.
  const known = await readImageCopies(tenantId);
  const images = wanted.images.filter((image) => !known.some((one) => isDeepStrictEqual(one, image)));
  if (images.length > 0) await saveImageCopies(tenantId, images, { files: pictures, by, clock: signet.clock });
  for (const template of wanted.templates)
    if (changed(`templates/${template.id}/`)) await applyTemplate(signet, tenantId, template, by);
  const idOf = (name: string) => groupId(tenantId, name);
  const owned = <Item extends { who: Who }>(item: Item) => ({
    ...item,
    who: withGroups(item.who, idOf, '', `${tenantId}:`),
  });
  if (changed('assignments.json')) await signet.assignments.replaceAll(tenantId, assignments.map(owned), by);
  if (changed('campaigns.json')) await signet.campaigns.replaceAll(tenantId, campaigns.map(owned), by);
  if (['settings.json', 'import-rules.json', 'mappings.json'].some(changed))
    await signet.tenants.changeSetting(
      tenantId,
      '',
      { ...settings, sync: { ...settings.sync, importRules, mappings } },
      by,
    );
}

async function applyTemplate(
  { templates, publishing }: Services,
  tenantId: string,
  { id, meta, source }: ConfiguredTemplate,
  by: Actor,
): Promise<void> {
  const known = (await templates.list(tenantId)).find((template) => template.id === id);
  if (!known) await templates.create(tenantId, { id, title: meta.title, source }, by);
  const { title, description, imageMode, images } = meta;
  const draft = { title, description, imageMode, images, html: source.html, text: source.text ?? null };
  await templates.save(tenantId, id, draft, { by });
  // Whoever may run commands on the server needs nobody's approval.
  if (!meta.draft) await publishing.publish(tenantId, id, { note: 'imported' }, { by, mayPublish: true, alone: true });
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): FileChange[] {
  return [...after].flatMap(([path, text]) => {
    const was = before.get(path);
    if (was === text) return [];
    const lines = diffLines(was ?? '', text).flatMap(({ value, added, removed }) =>
      added || removed
        ? value
            .replace(/\n$/, '')
            .split('\n')
            .map((line) => `${added ? '+' : '-'} ${line}`)
        : [],
    );
    const count = (mark: string) => lines.filter((line) => line.startsWith(mark)).length;
    return [{ path, what: was === undefined ? 'new' : 'changed', added: count('+'), removed: count('-'), lines }];
  });
}

/** The same people, with groups by another name, and persons with another beginning of their ids. */
function withGroups(who: Who, rename: (group: string) => string, from: string, to: string): Who {
  const inCondition = (condition: Condition): Condition => {
    if ('all' in condition) return { all: condition.all.map(inCondition) };
    if ('any' in condition) return { any: condition.any.map(inCondition) };
    return condition.operator === 'memberOf' ? { ...condition, value: rename(condition.value) } : condition;
  };
  return {
    ...who,
    ...(who.groupIds ? { groupIds: who.groupIds.map(rename) } : {}),
    ...(who.personIds
      ? { personIds: who.personIds.map((id) => (id.startsWith(from) ? to + id.slice(from.length) : id)) }
      : {}),
    ...(who.condition ? { condition: inCondition(who.condition) } : {}),
  };
}

function groupsIn({ groupIds = [], condition }: Who): string[] {
  const inCondition = (part: Condition): string[] => {
    if ('all' in part) return part.all.flatMap(inCondition);
    if ('any' in part) return part.any.flatMap(inCondition);
    return part.operator === 'memberOf' ? [part.value] : [];
  };
  return [...groupIds, ...(condition ? inCondition(condition) : [])];
}
