import type { TemplateMeta } from '../../../contract/index.ts';
import { type ImageSource, noImages } from '../image-addresses.ts';
import type { RenderedSignature } from '../render-signature.ts';
import { withImages } from './embed-images.ts';
import type { ImageServer } from './serve-images.ts';

/** What rendering needs to know of images. */
export interface ImageDelivery {
  /** What a version's images are addressed with when it is compiled. */
  sourceOf(meta: TemplateMeta): ImageSource;
  /** Names a rendered signature's images, and embeds them where the template says so. */
  complete(rendered: RenderedSignature, meta: TemplateMeta): Promise<RenderedSignature>;
}

/** Images of this installation: served at `baseUrl`, made ones sealed with `key`. */
export function createImageDelivery({
  baseUrl,
  key,
  server,
}: Omit<ImageSource, 'images'> & { server: ImageServer }): ImageDelivery {
  const sourceOf = ({ images }: TemplateMeta): ImageSource => ({ baseUrl, key, images });
  return {
    sourceOf,
    async complete(rendered, meta) {
      if (!rendered.html.includes(baseUrl)) return rendered;
      return Object.assign(rendered, await withImages(rendered.html, sourceOf(meta), meta.imageMode, server));
    },
  };
}

/** For where no images are served. */
export const withoutImages: ImageDelivery = {
  sourceOf: ({ images }) => ({ ...noImages, images }),
  complete: async (rendered) => rendered,
};
