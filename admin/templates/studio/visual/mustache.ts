/** One `{{…}}` of a source. */
export interface Mustache {
  kind: 'value' | 'open' | 'else' | 'close' | 'fixed';
  raw: string;
  /** What stands between the braces, without the signs that say what it is: `jobTitle`, `phone mobilePhone`, `if jobTitle`. */
  inner: string;
  /** Of what opens or closes a block: the word that both have. */
  word: string;
}

/** Does Handlebars see an expression here? One backslash before it makes it words; two are a backslash and an expression. */
export function beginsMustache(source: string, at: number): boolean {
  if (!source.startsWith('{{', at)) return false;
  return source[at - 1] !== '\\' || source[at - 2] === '\\';
}

/** The expression that begins here; null where it has no end. */
export function readMustache(source: string, at: number): Mustache | null {
  if (source.startsWith('{{{{', at)) return readRawBlock(source, at);
  const comment = /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?!(?!--)[\s\S]*?\}\}/y;
  comment.lastIndex = at;
  const [remark] = comment.exec(source) ?? [];
  if (remark) return { kind: 'fixed', raw: remark, inner: '', word: '' };
  const triple = source.startsWith('{{{', at);
  const end = endOfMustache(source, at + (triple ? 3 : 2), triple ? '}}}' : '}}');
  if (end < 0) return null;
  const raw = source.slice(at, end);
  const inner = triple ? raw.slice(3, -3).trim() : raw.slice(2, -2).replace(/^~|~$/g, '').trim();
  return triple ? { kind: 'value', raw, inner, word: '' } : { ...sorted(inner), raw };
}

/** Strings and `[names]` may contain braces. */
function endOfMustache(source: string, from: number, braces: string): number {
  const piece = /"(?:\\"|[^"])*"|'(?:\\'|[^'])*'|\[(?:\\\]|[^\]])*\]|\}\}\}|\}\}|[\s\S]/y;
  piece.lastIndex = from;
  for (let match = piece.exec(source); match; match = piece.exec(source)) {
    if (match[0] === braces || (braces === '}}' && match[0] === '}}}')) return match.index + braces.length;
  }
  return -1;
}

function sorted(written: string): Omit<Mustache, 'raw'> {
  const of = (kind: Mustache['kind'], inner: string) => ({ kind, inner, word: wordOf(inner) });
  if (written === '^' || /^else\b/.test(written)) return of('else', written.replace(/^(\^|else\b)\s*/, ''));
  if (written.startsWith('#')) return of('open', written.slice(1).trim());
  if (written.startsWith('/')) return of('close', written.slice(1).trim());
  if (!written.startsWith('^')) return of('value', written);
  const inverse = written.slice(1).trim();
  return { kind: 'open', inner: `unless ${inverse}`, word: wordOf(inverse) };
}

const wordOf = (inner: string) => /^[>*]?\s*["']?([^\s"']*)/.exec(inner)?.[1] ?? '';

/** `{{{{name}}}}…{{{{/name}}}}`: all of it, as nothing inside means anything. */
function readRawBlock(source: string, at: number): Mustache | null {
  const [, name] = /^\{\{\{\{\s*([^\s}/]+)[^}]*\}\}\}\}/.exec(source.slice(at)) ?? [];
  if (name === undefined) return null;
  const close = `{{{{/${name}}}}}`;
  let depth = 0;
  for (let from = at; ; ) {
    const next = source.indexOf('{{{{', from);
    if (next < 0) return null;
    from = next + 4;
    if (!source.startsWith('{{{{/', next)) depth += 1;
    else if (--depth === 0) {
      const end = source.startsWith(close, next) ? next + close.length : -1;
      return end < 0 ? null : { kind: 'fixed', raw: source.slice(at, end), inner: '', word: '' };
    }
  }
}
