import { isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Expression } from './expression.ts';

/** The expression of a dotted path, from the document or from what `base` gives. Throws 40352, 16410. */
export function fieldPath(path: string, base?: Expression): Expression {
  const parts = checkedParts(path);
  const only = parts.length === 1 ? (parts[0] as string) : undefined;
  return (frame) => {
    const start = base ? base(frame) : frame.root;
    if (only !== undefined && isDoc(start)) return start.get(only);
    return follow(start, parts, 0);
  };
}

/** The parts of a path in an expression or projection, checked as MongoDB's FieldPath does. */
export function checkedParts(path: string): string[] {
  if (path === '') fail(40352, 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) fail(40353, `FieldPath must not end with a '.'.`);
  const parts = path.split('.');
  for (const part of parts) {
    if (part === '') fail(15998, 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$'))
      fail(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    if (part.includes('\0')) fail(16411, 'FieldPath field names may not contain null bytes.');
  }
  if (parts.length > 200) fail(15, 'FieldPath is too long');
  return parts;
}

/** Follows a path; arrays on the way give arrays of what their documents hold. */
export function follow(value: Value | undefined, parts: readonly string[], from: number): Value | undefined {
  let current = value;
  for (let index = from; index < parts.length; index++) {
    if (isDoc(current)) current = current.get(parts[index] as string);
    else if (Array.isArray(current)) {
      const found: Value[] = [];
      for (const element of current) {
        const item = isDoc(element) ? follow(element, parts, index) : undefined;
        if (item !== undefined) found.push(item);
      }
      return found;
    } else return undefined;
  }
  return current;
}
