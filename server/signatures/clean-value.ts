/** The longest value of a person that a signature shows, in UTF-16 units. */
export const longestValue = 300;

/** Nothing to do for a text that matches: printable Latin without doubled, leading or trailing spaces. */
const alreadyClean = /^[!-~\u00a1-\u00ac\u00ae-\u024f](?: ?[!-~\u00a1-\u00ac\u00ae-\u024f])*$/;

const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * What no mail program should be handed: control characters (NUL above all), marks and overrides that turn the reading
 * direction (U+202E and its kin), invisible fillers, tags, and halves of surrogate pairs. Joiners stay: emoji, Persian and
 * Indic scripts need them.
 */
const unwanted =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** A person's value fit to be shown: one line, no control or direction characters, at most `longestValue` long. */
export function cleanValue(value: string): string {
  if (value.length <= longestValue && alreadyClean.test(value)) return value;
  const scanned = value.slice(0, 10 * longestValue);
  const line = scanned.replace(lineBreaks, ' ').replace(unwanted, '').replace(/\s+/g, ' ').trim();
  return line.length <= longestValue ? line : `${withoutHalfPair(line.slice(0, longestValue - 1)).trimEnd()}…`;
}

function withoutHalfPair(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
