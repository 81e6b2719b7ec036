import type { TemplateFields } from './template-fields.ts';

/** One or two capital letters for who has no photo: of given name and surname, else of the name's first and last word. */
export function initialsOf({ givenName, surname, name }: TemplateFields): string {
  const named = [givenName, surname].filter((part): part is string => Boolean(part));
  const words = named.length === 2 ? named : (name ?? '').split(/[\s,.@_-]+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => firstLetter(word ?? '')).join('');
}

function firstLetter(word: string): string {
  return (/\p{L}/u.exec(word)?.[0] ?? '').toUpperCase().slice(0, 2);
}
