import mongoose from 'mongoose';
import { moveRevision } from './revision-store.ts';
import { storageError } from './storage-error.ts';
import type { TemplateMeta, TemplateVersion } from './template.ts';

interface TemplateDocument {
  _id: string;
  tenantId: string;
  id: string;
  /** The version that people get. */
  published: number;
}

interface VersionDocument {
  _id: string;
  tenantId: string;
  id: string;
  version: number;
  meta: TemplateMeta;
  html: string;
  text?: string;
  publishedAt: Date;
}

const required = { type: String, required: true } as const;

const templateSchema = new mongoose.Schema<TemplateDocument>(
  { _id: required, tenantId: required, id: required, published: { type: Number, required: true } },
  { collection: 'templates', autoIndex: false, versionKey: false },
).index({ tenantId: 1 });

const versionSchema = new mongoose.Schema<VersionDocument>(
  {
    _id: required,
    tenantId: required,
    id: required,
    version: { type: Number, required: true },
    meta: { type: mongoose.Schema.Types.Mixed, required: true },
    html: required,
    text: { type: String },
    publishedAt: { type: Date, required: true },
  },
  { collection: 'templateVersions', autoIndex: false, versionKey: false },
).index({ tenantId: 1, id: 1, version: -1 });

const TemplateModel = mongoose.model('Template', templateSchema);
const VersionModel = mongoose.model('TemplateVersion', versionSchema);

/** The published version of every template of a tenant. */
export async function readPublished(tenantId: string): Promise<TemplateVersion[]> {
  const templates = await TemplateModel.find({ tenantId }).lean().catch(storageError);
  const ids = templates.map(({ id, published }) => versionId(tenantId, id, published));
  if (ids.length === 0) return [];
  const versions = await VersionModel.find({ _id: { $in: ids }, tenantId })
    .lean()
    .catch(storageError);
  return versions.map(toVersion).sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Stores a version for good and makes it the published one. DUPLICATE when the version exists: someone else was faster. */
export async function publishVersion(tenantId: string, version: TemplateVersion): Promise<void> {
  const { id, meta, source, publishedAt } = version;
  await VersionModel.create({
    _id: versionId(tenantId, id, version.version),
    ...{ tenantId, id, version: version.version, meta, publishedAt, html: source.html, text: source.text },
  }).catch(storageError);
  const _id = `${tenantId}:${id}`;
  const write = { $set: { published: version.version }, $setOnInsert: { tenantId, id } };
  await TemplateModel.updateOne({ _id }, write, { upsert: true }).catch(storageError);
  await moveRevision(tenantId);
}

/** Stores a template as its version 1 unless the tenant has it; true when it was stored. Repeats what a crash left half done. */
export async function addTemplate(tenantId: string, version: TemplateVersion): Promise<boolean> {
  const _id = `${tenantId}:${version.id}`;
  if (await TemplateModel.exists({ _id }).catch(storageError)) return false;
  await VersionModel.deleteOne({ _id: versionId(tenantId, version.id, 1), tenantId }).catch(storageError);
  await publishVersion(tenantId, { ...version, version: 1 });
  return true;
}

function versionId(tenantId: string, id: string, version: number): string {
  return `${tenantId}:${id}:${version}`;
}

function toVersion({ tenantId, id, version, meta, html, text, publishedAt }: VersionDocument): TemplateVersion {
  return { tenantId, id, version, meta, source: { html, text: text ?? undefined }, publishedAt };
}
