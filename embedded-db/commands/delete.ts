import { decodeDoc } from '../bson/decode.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Collection, StoredRecord } from '../storage/collection.ts';
import { documentsOf } from '../wire/message.ts';
import { collectionName } from './arguments.ts';
import type { Answer, Call, Command } from './command.ts';
import { hintedIndex, querySetup } from './query-setup.ts';
import { TargetSearch } from './target-search.ts';
import { checkBatch, isOrdered, runStatements, type Statement, statementDoc, writeErrors } from './write-command.ts';

const deleteAnswer: Answer = async (call) => {
  const name = collectionName(call);
  const statements = documentsOf(call.request, 'deletes');
  if (!statements) return fail(40414, "BSON field 'delete.deletes' is missing but a required field");
  checkBatch(statements.length);
  const totals = { n: 0 };
  const statementAt = (index: number): Statement => {
    const given = statements[index] as Buffer | Value;
    const statement = Buffer.isBuffer(given) ? decodeDoc(given) : given;
    if (!isDoc(statement))
      return fail(14, `BSON field 'delete.deletes.${index}' is the wrong type, expected type 'object'`);
    return new DeleteStatement(call, name, statement, totals);
  };
  const errors = await runStatements(call, statements.length, statementAt, isOrdered(call));
  return doc({ n: totals.n, writeErrors: writeErrors(errors) });
};

const STATEMENT_FIELDS = new Set(['q', 'limit', 'collation', 'hint', 'sampleId']);

/** One delete statement. */
class DeleteStatement implements Statement {
  readonly #call: Call;
  readonly #totals: { n: number };
  readonly #collection: Collection | null;
  readonly #search: TargetSearch | null;
  readonly #multi: boolean;
  #targets: (StoredRecord | number)[] | null = null;
  #next = 0;

  constructor(call: Call, name: string, statement: Doc, totals: { n: number }) {
    for (const field of statement.keys()) {
      if (!STATEMENT_FIELDS.has(field)) fail(40415, `BSON field 'delete.deletes.${field}' is an unknown field.`);
    }
    const limit = statement.get('limit');
    if (limit === undefined) fail(40414, "BSON field 'delete.deletes.limit' is missing but a required field");
    const most = isNumeric(limit) ? toNumber(limit) : Number.NaN;
    if (most !== 0 && most !== 1) fail(9, `The limit field in delete objects must be 0 or 1. Got ${most}`);
    const collection = call.engine.catalog.find(call.database, name);
    const setup = querySetup(call, collection, { collation: statement.get('collation') });
    const node = parseFilter(statementDoc(statement, 'delete.deletes', 'q'), setup);
    this.#call = call;
    this.#totals = totals;
    this.#collection = collection;
    this.#multi = most === 0;
    const hint = hintedIndex(collection, statement.get('hint'));
    const question = { node, sort: [], collation: setup.collation, hint, multi: this.#multi };
    this.#search = collection ? new TargetSearch(collection, question) : null;
  }

  step(until: number): 'done' | 'more' | 'search' {
    if (!this.#targets) {
      this.#targets = this.#search ? this.#search.now(until) : [];
      if (!this.#targets) return 'search';
    }
    const before = this.#totals.n;
    while (this.#next < this.#targets.length) {
      if (this.#next > 0 && performance.now() >= until) {
        this.#targets = this.#targets.map((target) => (typeof target === 'number' ? target : target.number));
        return 'more';
      }
      this.#remove(this.#targets[this.#next] as StoredRecord | number);
      this.#next += 1;
    }
    if (!this.#multi && this.#targets.length > 0 && this.#totals.n === before) {
      this.#targets = null;
      this.#next = 0;
      return this.step(until);
    }
    return 'done';
  }

  #remove(target: StoredRecord | number): void {
    const collection = this.#collection as Collection;
    let record: StoredRecord | null;
    if (typeof target === 'number') {
      record = collection.read(target);
      if (record && !this.#search?.matches(record.document)) record = null;
    } else record = target;
    if (!record) return;
    collection.remove(record);
    this.#totals.n += 1;
  }

  async search(): Promise<void> {
    this.#targets = this.#search ? await this.#search.later(this.#call.pace) : [];
    this.#next = 0;
  }
}

export const deleteCommand: Command = {
  answer: deleteAnswer,
  fields: 'delete deletes ordered writeConcern comment let maxTimeMS'.split(' '),
};
