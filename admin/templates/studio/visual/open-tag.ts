import { beginsMustache, readMustache } from './mustache.ts';

/** One attribute of an opening tag as written, and where it stands. */
interface Attribute {
  name: string;
  /** Without quotes; character references as written. */
  value: string;
  from: number;
  to: number;
}

/** The attributes of an opening tag, by lower-case name; those that stand under a condition are left out. */
export function attributesOf(open: string): Map<string, string> {
  return new Map(attributes(open).map(({ name, value }) => [name, value]));
}

/**
 * The tag with an attribute set, or without it (`undefined`); everything else keeps its bytes. The value may contain expressions.
 */
export function withAttribute(open: string, name: string, value: string | undefined): string {
  const found = attributes(open).find((one) => one.name === name);
  if (value === undefined) return found ? open.slice(0, found.from).trimEnd() + open.slice(found.to) : open;
  const written = `${name}="${quoted(value)}"`;
  if (found) return open.slice(0, found.from) + written + open.slice(found.to);
  const [, start = '', end = ''] = /^([\s\S]*?)(\s*\/?>)$/.exec(open) ?? [];
  return `${start} ${written}${end}`;
}

/** The declarations of a tag's `style`, in order. */
export function stylesOf(open: string): Map<string, string> {
  const declarations = (attributesOf(open).get('style') ?? '').replaceAll('&quot;', "'").split(';');
  return new Map(
    declarations.flatMap((declaration) => {
      const colon = declaration.indexOf(':');
      return colon < 0 ? [] : [[declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim()]];
    }),
  );
}

/** The tag with some declarations set, or taken out (`undefined`). */
export function withStyles(open: string, changes: Readonly<Record<string, string | undefined>>): string {
  const styles = stylesOf(open);
  for (const [property, value] of Object.entries(changes)) {
    if (value === undefined || value === '') styles.delete(property);
    else styles.set(property, value);
  }
  const text = [...styles].map(([property, value]) => `${property}:${value}`).join(';');
  return withAttribute(open, 'style', text === '' ? undefined : text);
}

function attributes(open: string): Attribute[] {
  const found: Attribute[] = [];
  const piece = /\s*([^\s=/>{"']+)(?:\s*=\s*)?|[\s\S]/y;
  let depth = 0;
  for (let at = /^<[^\s/>{]*/.exec(open)?.[0].length ?? 1; at < open.length; ) {
    if (beginsMustache(open, at)) {
      const mustache = readMustache(open, at);
      depth += mustache?.kind === 'open' ? 1 : mustache?.kind === 'close' ? -1 : 0;
      at += mustache?.raw.length ?? 2;
      continue;
    }
    piece.lastIndex = at;
    const [whole = '', name] = piece.exec(open) ?? [];
    const after = at + Math.max(whole.length, 1);
    if (name === undefined) {
      at = after;
      continue;
    }
    const from = at + whole.length - whole.trimStart().length;
    const end = whole.trimEnd().endsWith('=') ? endOfValue(open, after) : from + name.length;
    const value = whole.trimEnd().endsWith('=') ? open.slice(after, end).replace(/^(["'])([\s\S]*)\1$/, '$2') : '';
    if (depth === 0) found.push({ name: name.toLowerCase(), value, from, to: end });
    at = Math.max(end, from + name.length);
  }
  return found;
}

function endOfValue(open: string, start: number): number {
  const quote = /["']/.test(open.charAt(start)) ? open.charAt(start) : '';
  for (let at = quote ? start + 1 : start; at < open.length; ) {
    const mustache = beginsMustache(open, at) ? readMustache(open, at) : null;
    if (mustache) {
      at += mustache.raw.length;
      continue;
    }
    const character = open.charAt(at);
    if (quote ? character === quote : /[\s>]/.test(character)) return quote ? at + 1 : at;
    at += 1;
  }
  return open.length;
}

/** Quotes outside expressions become references. */
function quoted(value: string): string {
  let written = '';
  for (let at = 0; at < value.length; ) {
    const raw = beginsMustache(value, at) ? (readMustache(value, at)?.raw ?? '') : '';
    written += raw || (value.charAt(at) === '"' ? '&quot;' : value.charAt(at));
    at += raw.length || 1;
  }
  return written;
}
