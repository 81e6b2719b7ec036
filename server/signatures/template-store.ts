import mongoose from 'mongoose';
import { definedOnly, stored } from '../platform/mongo.ts';
import { moveRevision } from './revision-store.ts';
import { blankMeta, type Template, type TemplateContent, type TemplateVersion } from './template.ts';

interface TemplateDocument extends Template {
  _id: string;
}

interface VersionDocument extends Omit<TemplateVersion, 'source'> {
  _id: string;
  html: string;
  text?: string;
}

const required = { type: String, required: true } as const;
const mixed = mongoose.Schema.Types.Mixed;

const templateSchema = new mongoose.Schema<TemplateDocument>(
  {
    _id: required,
    tenantId: required,
    id: required,
    published: { type: Number, default: 0 },
    versions: { type: [Number], default: [] },
    draft: { type: mixed },
    waiting: { type: mixed },
    archivedAt: Date,
    revision: { type: Number, default: 1 },
    changedAt: Date,
    changedBy: String,
  },
  { collection: 'templates', autoIndex: false, versionKey: false, minimize: false },
)
  .index({ tenantId: 1 })
  .index({ 'waiting.publishAt': 1 }, { partialFilterExpression: { 'waiting.publishAt': { $exists: true } } });

const versionSchema = new mongoose.Schema<VersionDocument>(
  {
    _id: required,
    tenantId: required,
    id: required,
    version: { type: Number, required: true },
    meta: { type: mixed, required: true },
    html: { type: String },
    text: { type: String },
    publishedAt: { type: Date, required: true },
    publishedBy: String,
    approvedBy: String,
    note: String,
    restored: Number,
  },
  { collection: 'templateVersions', autoIndex: false, versionKey: false, minimize: false },
).index({ tenantId: 1, id: 1, version: -1 });

const TemplateModel = mongoose.model('Template', templateSchema);
const VersionModel = mongoose.model('TemplateVersion', versionSchema);

/** Every template of a tenant, by id. */
export async function readTemplates(tenantId: string): Promise<Template[]> {
  return stored(() => TemplateModel.find({ tenantId }, { _id: 0 }).sort({ id: 1 }).lean<Template[]>());
}

/** One template, or null. */
export async function readTemplate(tenantId: string, id: string): Promise<Template | null> {
  return stored(() => TemplateModel.findOne({ _id: `${tenantId}:${id}` }, { _id: 0 }).lean<Template>());
}

/** The published version of every template of a tenant that is not archived. */
export async function readPublished(tenantId: string): Promise<TemplateVersion[]> {
  const filter = { tenantId, published: { $gt: 0 }, archivedAt: { $exists: false } };
  const templates = await stored(() => TemplateModel.find(filter, { id: 1, published: 1 }).lean());
  const ids = templates.map(({ id, published }) => versionId(tenantId, id, published));
  if (ids.length === 0) return [];
  const versions = await stored(() => VersionModel.find({ _id: { $in: ids }, tenantId }).lean<VersionDocument[]>());
  return versions.map(toVersion).sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** One version, or null. */
export async function readVersion(tenantId: string, id: string, version: number): Promise<TemplateVersion | null> {
  const _id = versionId(tenantId, id, version);
  const found = await stored(() => VersionModel.findOne({ _id }).lean<VersionDocument>());
  return found && toVersion(found);
}

/** The version of the same template that was published before this one, or null. */
export async function readVersionBefore({ tenantId, id, version }: TemplateVersion): Promise<TemplateVersion | null> {
  const filter = { tenantId, id, version: { $lt: version } };
  const found = await stored(() => VersionModel.findOne(filter).sort({ version: -1 }).lean<VersionDocument>());
  return found && toVersion(found);
}

/** Versions without their sources, newest first. */
export async function readVersions(tenantId: string, id: string, versions: number[]): Promise<TemplateVersion[]> {
  const filter = { _id: { $in: versions.map((version) => versionId(tenantId, id, version)) } };
  const found = await stored(() =>
    VersionModel.find(filter, { html: 0, text: 0 }).sort({ version: -1 }).lean<VersionDocument[]>(),
  );
  return found.map(toVersion);
}

/** A new template. DUPLICATE where the tenant has one of its id. */
export async function insertTemplate(template: Template): Promise<void> {
  await stored(() => TemplateModel.create({ _id: `${template.tenantId}:${template.id}`, ...definedOnly(template) }));
}

/** What may be changed of a template; null takes it away. */
export type TemplateChange = Pick<Template, 'changedAt' | 'changedBy'> & {
  draft?: TemplateContent | null;
  waiting?: Template['waiting'] | null;
  archivedAt?: Date | null;
};

/** Changes a template that nobody changed since `revision`. False: somebody did. */
export async function updateTemplate(
  { tenantId, id, revision }: Pick<Template, 'tenantId' | 'id' | 'revision'>,
  change: TemplateChange,
  version?: TemplateVersion,
): Promise<boolean> {
  const entries: [string, unknown][] = Object.entries(definedOnly(change));
  if (version) entries.push(['published', version.version]);
  const update = {
    $set: Object.fromEntries(entries.filter(([, value]) => value !== null)),
    $unset: Object.fromEntries(entries.filter(([, value]) => value === null).map(([name]) => [name, ''])),
    $inc: { revision: 1 },
    ...(version ? { $push: { versions: version.version } } : {}),
  };
  const filter = { _id: `${tenantId}:${id}`, revision };
  const { matchedCount } = await stored(() => TemplateModel.updateOne(filter, update));
  if (matchedCount > 0) await moveRevision(tenantId);
  return matchedCount > 0;
}

/** Stores a version for good, without making it the published one. DUPLICATE where there is one of its number. */
export async function insertVersion(tenantId: string, version: TemplateVersion): Promise<void> {
  await stored(() => VersionModel.create(toDocument(tenantId, version)));
}

/** Stores a version for good and makes it the published one. DUPLICATE when the version exists: someone else was faster. */
export async function publishVersion(tenantId: string, version: TemplateVersion): Promise<void> {
  await insertVersion(tenantId, version);
  const write = {
    $set: { published: version.version },
    $push: { versions: version.version },
    $inc: { revision: 1 },
    $setOnInsert: { tenantId, id: version.id },
  };
  await stored(() => TemplateModel.updateOne({ _id: `${tenantId}:${version.id}` }, write, { upsert: true }));
  await moveRevision(tenantId);
}

/** Stores a template as its version 1 unless the tenant has it. Repeats what a crash left half done; any number may do so at once. */
export async function addTemplate(tenantId: string, version: Omit<TemplateVersion, 'version'>): Promise<void> {
  const _id = `${tenantId}:${version.id}`;
  if (await stored(() => TemplateModel.exists({ _id }))) return;
  const { _id: id, ...first } = toDocument(tenantId, { ...version, version: 1 });
  await stored(() => VersionModel.updateOne({ _id: id }, { $setOnInsert: first }, { upsert: true }));
  const { publishedAt: changedAt, publishedBy: changedBy = 'Signet' } = version;
  const template = { tenantId, id: version.id, published: 1, versions: [1], revision: 1, changedAt, changedBy };
  await stored(() => TemplateModel.updateOne({ _id }, { $setOnInsert: template }, { upsert: true }));
  await moveRevision(tenantId);
}

/** Forgets a template and its versions, where nobody changed it since. False: somebody did. */
export async function deleteTemplate({ tenantId, id, revision }: Template): Promise<boolean> {
  const { deletedCount } = await stored(() => TemplateModel.deleteOne({ _id: `${tenantId}:${id}`, revision }));
  if (deletedCount === 0) return false;
  await stored(() => VersionModel.deleteMany({ tenantId, id }));
  await moveRevision(tenantId);
  return true;
}

/** Templates, of any tenant, whose time has come and that need nobody's approval any more. */
export async function readDue(now: Date): Promise<Template[]> {
  const filter = { 'waiting.publishAt': { $lte: now }, 'waiting.problem': { $exists: false } };
  const found = await stored(() => TemplateModel.find(filter, { _id: 0 }).lean<Template[]>());
  return found.filter(({ waiting }) => waiting && (!waiting.needsApproval || waiting.approvedBy !== undefined));
}

function toDocument(tenantId: string, { source, ...version }: TemplateVersion): VersionDocument {
  const _id = versionId(tenantId, version.id, version.version);
  return { ...version, _id, tenantId, html: source.html, text: source.text };
}

function versionId(tenantId: string, id: string, version: number): string {
  return `${tenantId}:${id}:${version}`;
}

function toVersion({ _id, html, text, meta, ...version }: VersionDocument): TemplateVersion {
  // Former versions said less of a template.
  return { ...version, meta: { ...blankMeta(version.id), ...meta }, source: { html, text: text ?? undefined } };
}
