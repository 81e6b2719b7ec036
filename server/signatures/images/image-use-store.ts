import mongoose from 'mongoose';
import type { ImageUse, TemplateMeta } from '../../../contract/index.ts';
import { stored } from '../../platform/mongo.ts';
import { campaignLists } from '../assignment-store.ts';

interface Content {
  meta?: TemplateMeta;
}

interface TemplateDocument {
  id: string;
  published?: number;
  draft?: Content;
  waiting?: Content;
}

interface VersionDocument {
  id: string;
  version: number;
  meta: TemplateMeta;
}

/**
 * Where an image is shown now: templates know it by its name, campaigns by the address of a file. `files` are all that any version ever
 * showed, for the mails that went out with it.
 */
export interface ImageUses {
  of(name: string, files: string[]): ImageUse[];
  files: ReadonlySet<string>;
}

/** Reads what the tenant's templates and campaigns show. */
export async function readImageUses(tenantId: string): Promise<ImageUses> {
  const collection = (name: string) => mongoose.connection.collection(name);
  const campaigns = (await campaignLists.read(tenantId)).items;
  const [templates, versions] = await stored(() =>
    Promise.all([
      collection('templates')
        .find({ tenantId }, { projection: { id: 1, published: 1, 'draft.meta': 1, 'waiting.meta': 1 } })
        .toArray() as Promise<unknown> as Promise<TemplateDocument[]>,
      collection('templateVersions')
        .find({ tenantId }, { projection: { id: 1, version: 1, meta: 1 } })
        .toArray() as Promise<unknown> as Promise<VersionDocument[]>,
    ]),
  );
  const shown = templates.flatMap(({ id, published, draft, waiting }) => {
    const current = versions.find((one) => one.id === id && one.version === published)?.meta;
    const metas = [
      { in: 'published' as const, meta: current },
      { in: 'draft' as const, meta: draft?.meta },
      { in: 'waiting' as const, meta: waiting?.meta },
    ];
    return metas.flatMap(({ meta, ...where }) => (meta ? [{ template: id, ...where, meta }] : []));
  });
  const all = [...versions.map(({ meta }) => meta), ...shown.map(({ meta }) => meta)];
  return {
    of: (name, files) => [
      ...shown
        .filter(({ meta }) => (meta.images ?? []).some((image) => image.name === name))
        .map(({ template, meta, in: where }) => ({
          kind: 'template' as const,
          id: template,
          title: meta.title,
          in: where,
        })),
      ...campaigns
        .filter(({ banner }) => files.some((file) => JSON.stringify(banner).includes(file)))
        .map(({ id, name: title }) => ({ kind: 'campaign' as const, id, title })),
    ],
    files: new Set(all.flatMap(({ images = [] }) => images.flatMap(filesOf))),
  };
}

function filesOf({ file, single, dark }: TemplateMeta['images'][number]): string[] {
  return [file, single, dark].filter((one): one is string => one !== undefined);
}
