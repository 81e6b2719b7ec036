import type { Wanted } from '../bson/decode.ts';
import type { IndexDefinition } from './index-definition.ts';

/** Which fields of a document decide about its entries in these indexes: of most documents they are the smaller part. */
export function indexedFields(indexes: readonly IndexDefinition[]): Wanted {
  return wanted(indexes.flatMap(({ looksAt }) => looksAt));
}

function wanted(paths: (readonly string[])[]): Wanted {
  const inside = new Map<string, (readonly string[])[]>();
  for (const [name = '', ...rest] of paths) inside.set(name, [...(inside.get(name) ?? []), rest]);
  const fields = new Map<string, boolean | Wanted>();
  for (const [name, rests] of inside) fields.set(name, rests.some((rest) => rest.length === 0) || wanted(rests));
  return (name) => fields.get(name) ?? false;
}
