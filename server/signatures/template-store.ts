import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';
import { moveRevision } from './revision-store.ts';
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
  const templates = await stored(() => TemplateModel.find({ tenantId }).lean());
  const ids = templates.map(({ id, published }) => versionId(tenantId, id, published));
  if (ids.length === 0) return [];
  const versions = await stored(() => VersionModel.find({ _id: { $in: ids }, tenantId }).lean());
  return versions.map(toVersion).sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Stores a version for good and makes it the published one. DUPLICATE when the version exists: someone else was faster. */
export async function publishVersion(tenantId: string, version: TemplateVersion): Promise<void> {
  await stored(() => VersionModel.create(toDocument(tenantId, version)));
  const write = { $set: { published: version.version }, $setOnInsert: { tenantId, id: version.id } };
  await stored(() => TemplateModel.updateOne({ _id: `${tenantId}:${version.id}` }, write, { upsert: true }));
  await moveRevision(tenantId);
}

/** Stores a template as its version 1 unless the tenant has it. Repeats what a crash left half done; any number may do so at once. */
export async function addTemplate(tenantId: string, version: Omit<TemplateVersion, 'version'>): Promise<void> {
  const _id = `${tenantId}:${version.id}`;
  if (await stored(() => TemplateModel.exists({ _id }))) return;
  const { _id: id, ...first } = toDocument(tenantId, { ...version, version: 1 });
  await stored(() => VersionModel.updateOne({ _id: id }, { $setOnInsert: first }, { upsert: true }));
  const write = { $setOnInsert: { tenantId, id: version.id, published: 1 } };
  await stored(() => TemplateModel.updateOne({ _id }, write, { upsert: true }));
  await moveRevision(tenantId);
}

function toDocument(tenantId: string, { id, version, meta, source, publishedAt }: TemplateVersion): VersionDocument {
  const _id = versionId(tenantId, id, version);
  return { _id, tenantId, id, version, meta, html: source.html, text: source.text, publishedAt };
}

function versionId(tenantId: string, id: string, version: number): string {
  return `${tenantId}:${id}:${version}`;
}

function toVersion({ tenantId, id, version, meta, html, text, publishedAt }: VersionDocument): TemplateVersion {
  return { tenantId, id, version, meta, source: { html, text: text ?? undefined }, publishedAt };
}
