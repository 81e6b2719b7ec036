import { decodeDoc } from '../bson/decode.ts';
import { isPlain } from '../bson/plain.ts';
import { type Doc, doc, isDoc, Timestamp, type Value } from '../bson/values.ts';
import { CommandError, fail } from '../errors.ts';
import { checkNamespace } from '../storage/catalog.ts';
import { MAX_DOCUMENT_SIZE } from '../storage/collection.ts';
import { documentsOf } from '../wire/message.ts';
import { collectionName } from './arguments.ts';
import type { Answer, Call, Command } from './command.ts';
import { checkDepth, checkId, preparedDocument, storedBytes } from './document-checks.ts';
import { insertInto } from './modify.ts';
import { validatorOf } from './validation.ts';
import { checkBatch, isOrdered, runStatements, type Statement, writeErrors } from './write-command.ts';

const insert: Answer = async (call) => {
  const name = collectionName(call);
  checkNamespace(call.database, name);
  const documents = documentsOf(call.request, 'documents');
  if (!documents) return fail(40414, "BSON field 'insert.documents' is missing but a required field");
  checkBatch(documents.length);
  let n = 0;
  const statementAt = (index: number): Statement => {
    const given = documents[index] as Buffer | Value;
    const plain = Buffer.isBuffer(given) ? plainInsert(call, name, given) : null;
    return {
      step: () => {
        if (!plain?.()) insertOne(call, name, given);
        n += 1;
        return 'done';
      },
      search: async () => {},
    };
  };
  const errors = await runStatements(call, documents.length, statementAt, {
    ordered: isOrdered(call),
    madeAhead: true,
  });
  return doc({ n, writeErrors: writeErrors(errors) });
};

const ID_NAME = '_id\0';

/**
 * Prepares the insert of a document that can be stored as it came: of it only what the indexes ask about is read. Null where it needs a
 * closer look. What it gives inserts it, and says false where the collection has been altered meanwhile.
 */
function plainInsert(call: Call, name: string, bytes: Buffer): (() => boolean) | null {
  const collection = call.engine.catalog.find(call.database, name);
  if (!collection || validatorOf(collection) || bytes.length > MAX_DOCUMENT_SIZE) return null;
  if (bytes.toString('latin1', 5, 5 + ID_NAME.length) !== ID_NAME || !isPlain(bytes)) return null;
  const { indexes } = collection;
  const document = decodeDoc(bytes, 0, collection.indexedFields);
  checkId(document.get('_id') as Value);
  const keys = collection.keysOf(document);
  return () => {
    const now = call.engine.catalog.find(call.database, name);
    if (now !== collection || now.indexes !== indexes || validatorOf(now)) return false;
    collection.insert(bytes, keys);
    return true;
  };
}

function insertOne(call: Call, name: string, given: Buffer | Value): void {
  if (Buffer.isBuffer(given) && given.length > MAX_DOCUMENT_SIZE) {
    fail(10334, `object to insert too large. size in bytes: ${given.length}, max size: ${MAX_DOCUMENT_SIZE}`);
  }
  const document = Buffer.isBuffer(given) ? decodeDoc(given) : given;
  if (!isDoc(document))
    throw new CommandError(14, `BSON field 'insert.documents.0' is the wrong type, expected type 'object'`);
  const asGiven = Buffer.isBuffer(given) && canBeStoredAsGiven(document);
  if (asGiven) checkDepth(document, 1);
  const prepared = asGiven ? document : preparedDocument(document, call.now);
  const bytes = asGiven ? given : storedBytes(prepared);
  insertInto(call, call.database, name, prepared, bytes);
}

/** Whether the client's bytes need no change: _id stands in front, no timestamp is to be filled. */
function canBeStoredAsGiven(document: Doc): boolean {
  const [first] = document;
  if (first?.[0] !== '_id') return false;
  checkId(first[1]);
  for (const value of document.values()) if (value instanceof Timestamp && value.value === 0n) return false;
  return true;
}

export const insertCommand: Command = {
  answer: insert,
  fields: 'insert documents ordered bypassDocumentValidation writeConcern comment maxTimeMS'.split(' '),
};
