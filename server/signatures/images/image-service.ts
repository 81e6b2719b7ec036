import type { ImageUpload, ImageView, TemplateImage, TemplateMeta, TemplateSource } from '../../../contract/index.ts';
import { type Actor, audit } from '../../access/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { SignetError } from '../../platform/errors.ts';
import { readTemplate } from '../template-language.ts';
import {
  deleteFiles,
  deleteImage,
  type FileFacts,
  readImages,
  type StoredImage,
  saveFiles,
  saveImage,
} from './image-store.ts';
import { type ImageUses, readImageUses } from './image-use-store.ts';
import { type PictureFile, readUpload } from './read-upload.ts';

/** A tenant's images. */
export interface ImageService {
  /** Takes an upload into the library, in place of the image of that name: versions of templates keep the file they were made with. */
  add(tenantId: string, upload: ImageUpload & { bytes: Buffer }, by: Actor): Promise<ImageView>;
  list(tenantId: string): Promise<ImageView[]>;
  /** @throws {SignetError} NOT_FOUND, IN_USE naming the templates and campaigns that show it */
  remove(tenantId: string, name: string, by: Actor): Promise<void>;
  /** The images of these names as templates keep them; names that no image has are left out. */
  pin(tenantId: string, names: string[]): Promise<TemplateImage[]>;
  /**
   * What a template's draft keeps of the images its source names: those of the library as they are now, else as the draft had them (a
   * starter's). A source that cannot be read yet keeps what it had.
   */
  metaFor(tenantId: string, content: { meta: TemplateMeta; source: TemplateSource }): Promise<TemplateMeta>;
}

/** Images on the default mongoose connection; `baseUrl` is where they are served. */
export function createImages({ clock, baseUrl }: { clock: Clock; baseUrl: string }): ImageService {
  const viewOf = (image: StoredImage, uses: ImageUses): ImageView => {
    const { name, alt, width, height, animated, double, single, dark, changedAt, changedBy } = image;
    const fileOf = (facts: FileFacts) => ({ ...facts, url: `${baseUrl}/${facts.file}` });
    return {
      ...{ name, alt, width, height, animated, double: fileOf(double), single: fileOf(single) },
      ...(dark ? { dark: fileOf(dark) } : {}),
      ...{ usedBy: uses.of(name, filesOf(image)), changedAt: changedAt.toISOString(), changedBy },
    };
  };

  const service: ImageService = {
    async add(tenantId, { name, bytes, width, alt, variant }, by) {
      const [before] = await readImages(tenantId, [name]);
      if (variant === 'dark' && !before)
        throw new SignetError(
          'NOT_FOUND',
          `There is no image “${name}”. Upload it before its variant for dark backgrounds.`,
        );
      const ready = await readUpload(bytes, { width: variant === 'dark' ? before?.width : width });
      const changed = { changedAt: clock.now(), changedBy: by.address ?? by.name };
      const image: StoredImage =
        variant === 'dark' && before
          ? { ...before, dark: factsOf(ready.double), ...changed }
          : {
              ...{ tenantId, name, alt: alt ?? before?.alt ?? '', width: ready.width, height: ready.height },
              ...{ animated: ready.animated, double: factsOf(ready.double), single: factsOf(ready.single) },
              ...changed,
            };
      // The files first: an image whose file is missing would be worse than a file nobody knows.
      await saveFiles(tenantId, variant === 'dark' ? [ready.double] : [ready.double, ready.single]);
      await saveImage(image);
      const after = { name, variant, file: variant === 'dark' ? image.dark?.file : image.double.file };
      await audit(tenantId, { by, what: 'image.add', targets: [name], after }, clock.now());
      return viewOf(image, await readImageUses(tenantId));
    },

    async list(tenantId) {
      const uses = await readImageUses(tenantId);
      return (await readImages(tenantId)).map((image) => viewOf(image, uses));
    },

    async remove(tenantId, name, by) {
      const [image] = await readImages(tenantId, [name]);
      if (!image) throw new SignetError('NOT_FOUND', `There is no image “${name}”.`);
      const uses = await readImageUses(tenantId);
      const usedBy = uses.of(name, filesOf(image));
      if (usedBy.length > 0) {
        const where = usedBy.map((use) => `“${use.title}” (${use.in ?? use.kind})`).join(', ');
        throw new SignetError('IN_USE', `“${name}” is shown by ${where}.`, { details: { usedBy } });
      }
      await deleteImage(tenantId, name);
      const kept = (await readImages(tenantId)).flatMap(filesOf);
      const free = filesOf(image).filter((file) => !uses.files.has(file) && !kept.includes(file));
      await deleteFiles(tenantId, free);
      const before = { name, file: image.double.file };
      await audit(tenantId, { by, what: 'image.delete', targets: [name], before }, clock.now());
    },

    async pin(tenantId, names) {
      const images = names.length === 0 ? [] : await readImages(tenantId, names);
      return images.map(({ name, alt, width, height, double, single, dark }) => ({
        ...{ name, file: double.file, single: single.file, width, height, alt },
        ...(dark ? { dark: dark.file } : {}),
      }));
    },

    async metaFor(tenantId, { meta, source }) {
      const names = namedImages(source);
      if (names === null) return meta;
      const pinned = await service.pin(tenantId, names);
      const before = meta.images.filter(({ name }) => names.includes(name));
      return { ...meta, images: [...new Map([...before, ...pinned].map((image) => [image.name, image])).values()] };
    },
  };
  return service;
}

/** The images that a source names; null where it cannot be read. */
function namedImages({ html, text }: TemplateSource): string[] | null {
  try {
    const named = [readTemplate(html, 'html'), readTemplate(text ?? '', 'text')].map(({ images }) => [
      ...images.keys(),
    ]);
    return [...new Set(named.flat())];
  } catch {
    return null;
  }
}

function factsOf({ bytes, ...facts }: PictureFile): FileFacts {
  return { ...facts, bytes: bytes.length };
}

function filesOf({ double, single, dark }: StoredImage): string[] {
  return [double.file, single.file, ...(dark ? [dark.file] : [])];
}
