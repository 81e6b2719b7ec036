import { decodeDoc } from '../bson/decode.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { FilterNode } from '../query/filter-nodes.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { checkNamespace } from '../storage/catalog.ts';
import type { Collection, StoredRecord } from '../storage/collection.ts';
import type { Updater } from '../update/compile-update.ts';
import { documentsOf } from '../wire/message.ts';
import { collectionName } from './arguments.ts';
import type { Answer, Call, Command } from './command.ts';
import { insertInto, modify, upsertDocument } from './modify.ts';
import { hintedIndex, querySetup } from './query-setup.ts';
import { TargetStatement } from './target-statement.ts';
import { compileUpdate } from './update-parts.ts';
import { checkBatch, isOrdered, runStatements, type Statement, statementDoc, writeErrors } from './write-command.ts';

interface Totals {
  matched: number;
  modified: number;
  upserted: Value[];
}

const STATEMENT_FIELDS = new Set('q u c multi upsert collation arrayFilters hint upsertSupplied sampleId'.split(' '));

const update: Answer = async (call) => {
  const name = collectionName(call);
  checkNamespace(call.database, name);
  const statements = documentsOf(call.request, 'updates');
  if (!statements) return fail(40414, "BSON field 'update.updates' is missing but a required field");
  checkBatch(statements.length);
  const totals: Totals = { matched: 0, modified: 0, upserted: [] };
  const statementAt = (index: number): Statement => {
    const given = statements[index] as Buffer | Value;
    const statement = Buffer.isBuffer(given) ? decodeDoc(given) : given;
    if (!isDoc(statement))
      return fail(14, `BSON field 'update.updates.${index}' is the wrong type, expected type 'object'`);
    return new UpdateStatement(call, name, statement, index, totals);
  };
  const errors = await runStatements(call, statements.length, statementAt, { ordered: isOrdered(call) });
  return doc({
    n: totals.matched + totals.upserted.length,
    nModified: totals.modified,
    upserted: totals.upserted.length > 0 ? totals.upserted : undefined,
    writeErrors: writeErrors(errors),
  });
};

/** One update statement. */
class UpdateStatement extends TargetStatement {
  readonly #name: string;
  readonly #index: number;
  readonly #totals: Totals;
  readonly #node: FilterNode;
  readonly #updater: Updater;
  readonly #upsert: boolean;

  constructor(call: Call, name: string, statement: Doc, index: number, totals: Totals) {
    for (const field of statement.keys()) {
      if (!STATEMENT_FIELDS.has(field)) fail(40415, `BSON field 'update.updates.${field}' is an unknown field.`);
    }
    const collection = call.engine.catalog.find(call.database, name);
    const constants = statement.get('c');
    const setup = querySetup(call, collection, {
      collation: statement.get('collation'),
      constants: isDoc(constants) ? constants : null,
    });
    const multi = isTrue(statement.get('multi'));
    const node = parseFilter(statementDoc(statement, 'update.updates', 'q'), setup);
    const arrayFilters = statement.get('arrayFilters') ?? [];
    const updater = compileUpdate(call, statement.get('u'), setup, {
      arrayFilters: Array.isArray(arrayFilters) ? arrayFilters : fail(14, "BSON field 'arrayFilters' must be an array"),
      multi,
      hasConstants: constants !== undefined,
    });
    const hint = hintedIndex(collection, statement.get('hint'));
    super(call, collection, { node, sort: [], collation: setup.collation, hint, multi });
    this.#name = name;
    this.#index = index;
    this.#totals = totals;
    this.#node = node;
    this.#updater = updater;
    this.#upsert = isTrue(statement.get('upsert'));
  }

  protected act(collection: Collection, record: StoredRecord): void {
    const changed = modify(this.call, collection, record, this.#updater, this.#node) !== record;
    this.#totals.matched += 1;
    if (changed) this.#totals.modified += 1;
  }

  protected override nothingFound(): void {
    if (!this.#upsert) return;
    const document = upsertDocument(this.#node, this.#updater, this.call.now);
    insertInto(this.call, this.call.database, this.#name, document);
    this.#totals.upserted.push(doc({ index: this.#index, _id: document.get('_id') }));
  }
}

/** Whether an option is on; numbers count too. */
export function isTrue(value: Value | undefined): boolean {
  return value === true || (isNumeric(value) && toNumber(value) !== 0);
}

export const updateCommand: Command = {
  answer: update,
  fields: 'update updates ordered bypassDocumentValidation writeConcern comment let maxTimeMS'.split(' '),
};
