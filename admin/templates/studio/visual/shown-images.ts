import type { ImageView, TemplateImage } from '../../../../contract/index.ts';
import type { ShownImage } from './node-types.ts';

/** The pictures that the canvas can show: those of the library, and those that the draft brought along (a starter's). */
export function shownImages(library: readonly ImageView[], drafts: readonly TemplateImage[]): ShownImage[] {
  return [
    ...library.map(({ name, width, alt, single }) => ({ name, width, alt, url: single.url })),
    ...drafts.map(({ name, width, alt, file, single }) => ({ name, width, alt, url: `/images/${single ?? file}` })),
  ];
}
