/** Where something stands in a text; lines count from 1. */
export interface Place {
  line: number;
}

/** Where JSON.parse gave up: its message names the position, or the text ended too soon. */
export function syntaxPlace(text: string, error: unknown): Place {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return lineAt(text, position === undefined ? text.length : Number(position));
}

/** Where the value at a path stands in a text that is JSON; of one that is not there, where what should hold it stands. */
export function placeOf(text: string, path: readonly PropertyKey[]): Place {
  let at = skip(text, 0);
  for (const step of path) {
    const next = valueAt(text, at, step);
    if (next === null) break;
    at = next;
  }
  return lineAt(text, at);
}

/** The offset of a member of the object or array that begins at `start`. */
function valueAt(text: string, start: number, step: PropertyKey): number | null {
  const open = text[start];
  if (open !== '{' && open !== '[') return null;
  let at = skip(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index += 1) {
    let key: PropertyKey = index;
    if (open === '{') {
      const end = endOf(text, at);
      key = JSON.parse(text.slice(at, end)) as string;
      at = skip(text, skip(text, end) + 1);
    }
    if (key === step) return at;
    at = skip(text, endOf(text, at));
    if (text[at] === ',') at = skip(text, at + 1);
  }
  return null;
}

/** The offset after the value that begins at `start`. */
function endOf(text: string, start: number): number {
  if (text[start] === '"') return start + (/^"(?:[^"\\]|\\.)*"/.exec(text.slice(start))?.[0].length ?? 1);
  if (text[start] !== '{' && text[start] !== '[')
    return start + (/^[^\s,\]}]+/.exec(text.slice(start))?.[0].length ?? 1);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') at = endOf(text, at) - 1;
    else if (text[at] === '{' || text[at] === '[') depth += 1;
    else if (text[at] === '}' || text[at] === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function skip(text: string, start: number): number {
  let at = start;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}

function lineAt(text: string, offset: number): Place {
  return { line: text.slice(0, offset).split('\n').length };
}
