import { decodeDoc } from '../bson/decode.ts';
import { type Doc, doc, isDoc, Timestamp, type Value } from '../bson/values.ts';
import { CommandError, fail } from '../errors.ts';
import { checkNamespace } from '../storage/catalog.ts';
import { MAX_DOCUMENT_SIZE } from '../storage/collection.ts';
import { documentsOf } from '../wire/message.ts';
import { collectionName } from './arguments.ts';
import type { Answer, Call, Command } from './command.ts';
import { checkDepth, checkId, preparedDocument, storedBytes } from './document-checks.ts';
import { insertInto } from './modify.ts';
import { checkBatch, isOrdered, runStatements, type Statement, writeErrors } from './write-command.ts';

const insert: Answer = async (call) => {
  const name = collectionName(call);
  checkNamespace(call.database, name);
  const documents = documentsOf(call.request, 'documents');
  if (!documents) return fail(40414, "BSON field 'insert.documents' is missing but a required field");
  checkBatch(documents.length);
  let n = 0;
  const statementAt = (index: number): Statement => ({
    step: () => {
      insertOne(call, name, documents[index] as Buffer | Value);
      n += 1;
      return 'done';
    },
    search: async () => {},
  });
  const errors = await runStatements(call, documents.length, statementAt, isOrdered(call));
  return doc({ n, writeErrors: writeErrors(errors) });
};

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
