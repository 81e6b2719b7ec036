import type { ImageView } from '../../../contract/index.ts';

/** What shows a picture of the library in a template. */
export function pictureExpression({ name, width, alt }: Pick<ImageView, 'name' | 'width' | 'alt'>): string {
  return `{{image "${name}" width=${width} alt=${inQuotes(alt)}}}`;
}

/** A text as Handlebars writes it; one that has both kinds of quotes loses the double ones. */
export function inQuotes(text: string): string {
  if (!text.includes('"')) return `"${text}"`;
  return text.includes("'") ? `"${text.replaceAll('"', '')}"` : `'${text}'`;
}
