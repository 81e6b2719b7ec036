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
import { TargetStatement } from './target-statement.ts';
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
  const errors = await runStatements(call, statements.length, statementAt, { ordered: isOrdered(call) });
  return doc({ n: totals.n, writeErrors: writeErrors(errors) });
};

const STATEMENT_FIELDS = new Set(['q', 'limit', 'collation', 'hint', 'sampleId']);

/** One delete statement. */
class DeleteStatement extends TargetStatement {
  readonly #totals: { n: number };

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
    const hint = hintedIndex(collection, statement.get('hint'));
    super(call, collection, { node, sort: [], collation: setup.collation, hint, multi: most === 0 });
    this.#totals = totals;
  }

  protected act(collection: Collection, record: StoredRecord): void {
    collection.remove(record);
    this.#totals.n += 1;
  }
}

export const deleteCommand: Command = {
  answer: deleteAnswer,
  fields: 'delete deletes ordered writeConcern comment let maxTimeMS'.split(' '),
};
