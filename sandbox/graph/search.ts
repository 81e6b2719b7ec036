import type { JsonObject } from './graph-call.ts';
import { refusals } from './graph-errors.ts';

const words = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Properties in which $search finds each word's beginning; in all others it means "starts with" (Graph documentation). */
const tokenized = ['displayName', 'description'];

/** Parses `$search="displayName:fin"`, several joined by AND or OR. Throws 400 for what isn't quoted. */
export function parseSearch(text: string): (object: JsonObject) => boolean {
  const clauses = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) =>
    clause((match[1] ?? '').replace(/\\(.)/g, '$1')),
  );
  const between = text.replace(/"(?:[^"\\]|\\.)*"/g, '').trim();
  if (!clauses.length || !/^(?:(?:AND|OR|\s)*)$/.test(between)) {
    throw refusals.badRequest(`Invalid $search syntax: each clause must be in double quotes, as "property:value".`);
  }
  const all = !/\bOR\b/.test(between);
  return (object) => (all ? clauses.every((test) => test(object)) : clauses.some((test) => test(object)));
}

function clause(text: string): (object: JsonObject) => boolean {
  const colon = text.indexOf(':');
  if (colon < 1) throw refusals.badRequest('Unrecognized query argument specified: $search clauses need a property.');
  const [property, value] = [text.slice(0, colon), text.slice(colon + 1)];
  if (!tokenized.includes(property)) return (object) => startsWith(object[property], value);
  const wanted = words(value);
  return (object) => {
    const present = words(String(object[property] ?? ''));
    return wanted.every((word) => present.some((each) => each.startsWith(word)));
  };
}

function startsWith(value: unknown, wanted: string): boolean {
  if (Array.isArray(value)) return value.some((each) => startsWith(each, wanted));
  return String(value ?? '')
    .toLowerCase()
    .startsWith(wanted.toLowerCase());
}
