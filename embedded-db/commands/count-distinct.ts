import { keyOf } from '../bson/key.ts';
import { toNumber } from '../bson/numbers.ts';
import { doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { matcherOf } from '../query/matcher.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { planQuery } from '../query/plan.ts';
import { recordNumbers, runPlan } from '../query/run-plan.ts';
import { wantedFields } from '../query/wanted-fields.ts';
import type { Collection, StoredRecord } from '../storage/collection.ts';
import { collectionName, countField, docField, textField } from './arguments.ts';
import type { Answer, Call, Command } from './command.ts';
import { hintedIndex, querySetup } from './query-setup.ts';

/** The records that the command's query matches, with `field` to be looked at; null where others may have their turn. */
function* matching(call: Call, collection: Collection | null, field?: string): Generator<StoredRecord | true | null> {
  if (!collection) return;
  const setup = querySetup(call, collection);
  const node = parseFilter(docField(call, 'query') ?? doc({}), setup);
  const hint = hintedIndex(collection, call.body.get('hint'));
  const plan = planQuery(collection, { node, sort: [], collation: setup.collation, hint });
  if (call.name === 'count' && plan.kind === 'index' && plan.exact && !plan.index.multikey) {
    for (const number of recordNumbers(collection, plan, { keys: 0, documents: 0 }))
      yield number === null ? null : true;
  } else
    yield* runPlan(collection, plan, matcherOf(node), { wanted: wantedFields(node, [], (name) => name === field) });
}

const count: Answer = async (call) => {
  const collection = call.engine.catalog.find(call.database, collectionName(call));
  const skip = countField(call, 'skip') ?? 0;
  const limit = call.body.get('limit');
  const most = isNumeric(limit) && toNumber(limit) !== 0 ? Math.abs(toNumber(limit)) : Number.POSITIVE_INFINITY;
  const query = docField(call, 'query');
  let n = 0;
  if (collection && (!query || query.size === 0)) n = collection.count;
  else {
    for (const row of matching(call, collection)) {
      if (row) n += 1;
      if (n >= skip + most) break;
      if (call.pace.due()) await call.pace.rest();
    }
  }
  return doc({ n: Math.max(0, Math.min(n - skip, most)) });
};

const distinct: Answer = async (call) => {
  const collection = call.engine.catalog.find(call.database, collectionName(call));
  const key = textField(call, 'key');
  if (key === null) return fail(40414, "BSON field 'distinct.key' is missing but a required field");
  if (key.includes('\0')) fail(2, 'Key field cannot contain an embedded null byte');
  const { collation } = querySetup(call, collection);
  const parts = key.split('.');
  const seen = new Set<string>();
  const values: Value[] = [];
  for (const row of matching(call, collection, parts[0])) {
    if (call.pace.due()) await call.pace.rest();
    if (!row || row === true) continue;
    for (const value of valuesAt(row.document, parts, 0)) {
      const text = keyOf(value, collation).toString('latin1');
      if (seen.has(text)) continue;
      seen.add(text);
      values.push(value);
    }
  }
  return doc({ values });
};

/** The values a path leads to, arrays taken apart once. */
function* valuesAt(value: Value | undefined, parts: readonly string[], index: number): Generator<Value> {
  if (index === parts.length) {
    if (Array.isArray(value)) yield* value;
    else if (value !== undefined) yield value;
    return;
  }
  const part = parts[index] as string;
  if (isDoc(value)) yield* valuesAt(value.get(part), parts, index + 1);
  else if (Array.isArray(value)) {
    if (/^\d+$/.test(part) && Number(part) < value.length) yield* valuesAt(value[Number(part)], parts, index + 1);
    for (const item of value) if (isDoc(item)) yield* valuesAt(item, parts, index);
  }
}

export const countCommand: Command = {
  answer: count,
  fields: 'count query limit skip hint readConcern collation comment maxTimeMS fields let'.split(' '),
};

export const distinctCommand: Command = {
  answer: distinct,
  fields: 'distinct key query readConcern collation comment maxTimeMS hint let'.split(' '),
};
