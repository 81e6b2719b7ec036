import type { ImageView, TemplateImage } from '../../../contract/index.ts';

const naming = /\{\{~?\s*(?:image|banner)\s+(?:"([^"]+)"|'([^']+)')/g;

/**
 * The images that a source names, for a preview of what is not saved yet: those of the library as they are now, else as the draft has them
 * (a starter's).
 */
export function namedImages(
  html: string,
  library: readonly ImageView[],
  drafts: readonly TemplateImage[],
): TemplateImage[] {
  const names = new Set([...html.matchAll(naming)].map(([, one, other]) => one ?? other));
  const shared = library.map(({ name, width, height, alt, double, single, dark }) => ({
    ...{ name, width, height, alt, file: double.file, single: single.file },
    ...(dark ? { dark: dark.file } : {}),
  }));
  const all = new Map<string, TemplateImage>([...drafts, ...shared].map((image) => [image.name, image]));
  return [...all.values()].filter(({ name }) => names.has(name)).slice(0, 20);
}
