import type { Regex } from '../bson/values.ts';
import { fail } from '../errors.ts';

const compiled = new Map<string, RegExp>();

/**
 * A JavaScript regular expression that means what MongoDB's (PCRE) means: options i, m, s, x, u; inline options at the
 * beginning; \A, \Z, \z, \h. Throws 51091 for a pattern that isn't one, 51108 for an unknown option.
 */
export function toRegExp(regex: Regex): RegExp {
  const key = `${regex.options}/${regex.pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  let options = regex.options;
  for (const option of options) if (!'imsxu'.includes(option)) fail(51108, ` invalid flag in regex options: ${option}`);
  if (regex.pattern.includes('\0')) fail(2, 'Regular expression cannot contain an embedded null byte');
  let pattern = regex.pattern;
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  if (inline) {
    options += inline[1];
    pattern = pattern.slice(inline[0].length);
  }
  const result = build(translate(pattern, options.includes('x')), options);
  if (compiled.size > 500) compiled.clear();
  compiled.set(key, result);
  return result;
}

function build(pattern: string, options: string): RegExp {
  const flags = [...'ims'].filter((flag) => options.includes(flag)).join('');
  try {
    return new RegExp(pattern, `${flags}u`);
  } catch {
    try {
      return new RegExp(pattern, flags);
    } catch (error) {
      return fail(51091, `Regular expression is invalid: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

const escapes: Record<string, string> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=\\n?(?![\\s\\S]))',
  h: '[ \\t]',
  a: '\\x07',
  e: '\\x1b',
};

/** Writes PCRE's escapes in JavaScript's way, and drops the blanks and comments that option x allows. */
function translate(pattern: string, extended: boolean): string {
  let result = '';
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const char = pattern[index] as string;
    if (char === '\\') {
      const next = pattern[index + 1] ?? '';
      index += 1;
      const written = inClass ? undefined : escapes[next];
      result += written ?? `\\${next}`;
    } else if (extended && !inClass && /\s/.test(char)) continue;
    else if (extended && !inClass && char === '#') {
      while (index + 1 < pattern.length && pattern[index + 1] !== '\n') index += 1;
    } else {
      if (char === '[') inClass = true;
      else if (char === ']') inClass = false;
      result += pattern.startsWith('(?P<', index) ? '(?' : char;
      if (pattern.startsWith('(?P<', index)) index += 2;
    }
  }
  return result;
}
