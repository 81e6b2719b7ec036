import { decodeDoc } from '../bson/decode.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { FilterNode } from '../query/filter-nodes.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseSort } from '../query/sort-order.ts';
import { checkNamespace } from '../storage/catalog.ts';
import type { Collection, StoredRecord } from '../storage/collection.ts';
import type { Updater } from '../update/compile-update.ts';
import { documentsOf } from '../wire/message.ts';
import { collectionName } from './arguments.ts';
import type { Answer, Call, Command } from './command.ts';
import { storedBytes } from './document-checks.ts';
import { modify, upsertDocument } from './modify.ts';
import { hintedIndex, querySetup } from './query-setup.ts';
import { TargetSearch } from './target-search.ts';
import { compileUpdate } from './update-parts.ts';
import { checkBatch, isOrdered, runStatements, type Statement, statementDoc, writeErrors } from './write-command.ts';

interface Totals {
  matched: number;
  modified: number;
  upserted: Value[];
}

const STATEMENT_FIELDS = new Set(
  'q u c multi upsert collation arrayFilters hint sort upsertSupplied sampleId'.split(' '),
);

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
  const errors = await runStatements(call, statements.length, statementAt, isOrdered(call));
  return doc({
    n: totals.matched + totals.upserted.length,
    nModified: totals.modified,
    upserted: totals.upserted.length > 0 ? totals.upserted : undefined,
    writeErrors: writeErrors(errors),
  });
};

/** One update statement. */
class UpdateStatement implements Statement {
  readonly #call: Call;
  readonly #name: string;
  readonly #index: number;
  readonly #totals: Totals;
  readonly #node: FilterNode;
  readonly #updater: Updater;
  readonly #upsert: boolean;
  readonly #multi: boolean;
  readonly #search: TargetSearch | null;
  readonly #collection: Collection | null;
  #targets: (StoredRecord | number)[] | null = null;
  #next = 0;
  #hits = 0;

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
    this.#call = call;
    this.#name = name;
    this.#index = index;
    this.#totals = totals;
    this.#collection = collection;
    this.#multi = isTrue(statement.get('multi'));
    this.#upsert = isTrue(statement.get('upsert'));
    this.#node = parseFilter(statementDoc(statement, 'update.updates', 'q'), setup);
    const arrayFilters = statement.get('arrayFilters') ?? [];
    this.#updater = compileUpdate(call, statement.get('u'), setup, {
      arrayFilters: Array.isArray(arrayFilters) ? arrayFilters : fail(14, "BSON field 'arrayFilters' must be an array"),
      multi: this.#multi,
      hasConstants: constants !== undefined,
    });
    const sort = statement.get('sort');
    if (sort !== undefined && this.#multi) fail(9, 'Cannot specify sort with multi=true');
    this.#search = collection
      ? new TargetSearch(collection, {
          node: this.#node,
          sort: isDoc(sort) ? parseSort(sort) : [],
          collation: setup.collation,
          hint: hintedIndex(collection, statement.get('hint')),
          multi: this.#multi,
        })
      : null;
  }

  step(until: number): 'done' | 'more' | 'search' {
    if (!this.#targets) {
      this.#targets = this.#search ? this.#search.now(until) : [];
      if (!this.#targets) return 'search';
    }
    while (this.#next < this.#targets.length) {
      if (this.#next > 0 && performance.now() >= until) {
        // What was read may be altered by others before the next slice.
        this.#targets = this.#targets.map((target) => (typeof target === 'number' ? target : target.number));
        return 'more';
      }
      this.#modifyOne(this.#targets[this.#next] as StoredRecord | number);
      this.#next += 1;
    }
    if (this.#hits > 0) return 'done';
    // What was found outside of the transaction has gone meanwhile: look again.
    if (this.#targets.length > 0) {
      this.#targets = null;
      this.#next = 0;
      return this.step(until);
    }
    if (this.#upsert) this.#insert();
    return 'done';
  }

  #modifyOne(target: StoredRecord | number): void {
    const collection = this.#collection as Collection;
    let record: StoredRecord | null;
    if (typeof target === 'number') {
      record = collection.read(target);
      if (record && !this.#search?.matches(record.document)) record = null;
    } else record = target;
    if (!record) return;
    const changed = modify(collection, record, this.#updater, this.#node) !== record;
    this.#hits += 1;
    this.#totals.matched += 1;
    if (changed) this.#totals.modified += 1;
  }

  #insert(): void {
    const { catalog } = this.#call.engine;
    const document = upsertDocument(this.#node, this.#updater, this.#call.now);
    const bytes = storedBytes(document);
    const collection = catalog.find(this.#call.database, this.#name) ?? catalog.create(this.#call.database, this.#name);
    collection.insert(document, bytes);
    this.#totals.upserted.push(doc({ index: this.#index, _id: document.get('_id') }));
  }

  async search(): Promise<void> {
    this.#targets = this.#search ? await this.#search.later(this.#call.pace) : [];
    this.#next = 0;
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
