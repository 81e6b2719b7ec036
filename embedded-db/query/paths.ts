import { type Doc, isDoc, type Value } from '../bson/values.ts';
import type { Test } from './filter-nodes.ts';

/**
 * Whether the test holds for some value the path leads to. Arrays on the way are searched, by position too ("a.0.b");
 * `elements`: an array at the end is tested element by element, then as a whole. A path that leads nowhere is tested
 * as undefined, except through arrays without documents in them.
 * (MongoDB: src/mongo/db/matcher/path.cpp, BSONElementIterator.)
 */
export function someAt(document: Doc, parts: readonly string[], test: Test, elements: boolean, from = 0): boolean {
  let current: Value | undefined = document;
  for (let index = from; index < parts.length; index++) {
    if (isDoc(current)) current = current.get(parts[index] as string);
    else if (Array.isArray(current)) return someIn(current, parts, index, test, elements);
    else return test(undefined);
  }
  if (elements && Array.isArray(current)) return current.some(test) || test(current);
  return test(current);
}

function someIn(array: Value[], parts: readonly string[], index: number, test: Test, elements: boolean): boolean {
  const part = parts[index] as string;
  const position = /^(0|[1-9]\d*)$/.test(part) ? Number(part) : -1;
  for (let at = 0; at < array.length; at++) {
    const element = array[at] as Value;
    if (isDoc(element) && someAt(element, parts, test, elements, index)) return true;
    if (at !== position) continue;
    if (index === parts.length - 1) {
      if (test(element)) return true;
    } else if (isDoc(element)) {
      if (someAt(element, parts, test, elements, index + 1)) return true;
    } else if (Array.isArray(element) && someIn(element, parts, index + 1, test, elements)) return true;
  }
  return false;
}

/** The parts of a dotted path. */
export function pathParts(path: string): string[] {
  return path.split('.');
}
