import { identical } from '../bson/identical.ts';
import { shown } from '../bson/shown.ts';
import type { DateValue, Doc, Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { FilterNode } from '../query/filter-nodes.ts';
import { matchedPosition } from '../query/matched-position.ts';
import { type Collection, StoredRecord } from '../storage/collection.ts';
import type { Updater } from '../update/compile-update.ts';
import { documentOfFilter } from '../update/upsert-document.ts';
import type { Call } from './command.ts';
import { preparedDocument, storedBytes } from './document-checks.ts';
import { validate } from './validation.ts';

/** Applies an update to a stored record: the record as it is then, the same object if nothing changed. */
export function modify(
  call: Call,
  collection: Collection,
  record: StoredRecord,
  updater: Updater,
  node: FilterNode,
): StoredRecord {
  const before = record.document;
  const position = updater.positional ? matchedPosition(node, before) : null;
  const after = updater.apply(before, position, false);
  if (after === before) return record;
  if (!updater.touched || updater.touched.has('_id')) checkSameId(before, after, updater);
  const bytes = storedBytes(after);
  if (updater.kind !== 'operators' && bytes.equals(record.bytes)) return record;
  validate(call, collection, after, before);
  collection.replace(record, after, bytes, updater.touched);
  return new StoredRecord(record.number, bytes);
}

function checkSameId(before: Doc, after: Doc, updater: Updater): void {
  if (identical(before.get('_id'), after.get('_id'))) return;
  if (updater.kind === 'operators')
    fail(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  const id = after.get('_id');
  fail(
    66,
    `After applying the update, the (immutable) field '_id' was found to have been ${id === undefined ? 'removed' : 'altered'} --{ _id: ${shown(id ?? null)} }`,
  );
}

/** Inserts a prepared document into a collection, which is made if it isn't there. `bytes` are its BSON, if known. */
export function insertInto(call: Call, database: string, name: string, document: Doc, bytes?: Buffer): void {
  const { catalog } = call.engine;
  const encoded = bytes ?? storedBytes(document);
  const collection = catalog.find(database, name) ?? catalog.create(database, name);
  validate(call, collection, document, null);
  collection.insert(encoded, collection.keysOf(document));
}

/** The document that an upsert inserts. */
export function upsertDocument(node: FilterNode, updater: Updater, now: DateValue): Doc {
  const start = updater.kind === 'replacement' ? documentOfFilter(node, '_id') : documentOfFilter(node);
  const wanted: Value | undefined = start.get('_id');
  const made = updater.apply(start, null, true);
  const id = made.get('_id');
  if (wanted !== undefined && !identical(wanted, id)) {
    if (updater.kind === 'operators')
      fail(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
    fail(
      66,
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${shown(id ?? null)}`,
    );
  }
  return preparedDocument(made === start ? new Map(start) : made, now);
}
