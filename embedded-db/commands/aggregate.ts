import { type PreparedPipeline, preparePipeline, stageContext, stageParts } from '../aggregate/compile-pipeline.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { recordNumbers } from '../query/run-plan.ts';
import { checkDatabaseName } from '../storage/catalog.ts';
import type { Collection } from '../storage/collection.ts';
import { arrayField, collectionName, docField } from './arguments.ts';
import type { Answer, Call, Command } from './command.ts';
import { FIRST_BATCH } from './find.ts';
import { hintedIndex, querySetup } from './query-setup.ts';
import { writeOutput } from './write-output.ts';

const aggregate: Answer = async (call) => {
  const name = targetName(call);
  const pipeline =
    arrayField(call, 'pipeline') ?? fail(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
  const cursorOptions = docField(call, 'cursor');
  if (!cursorOptions && !call.body.has('explain'))
    fail(9, "The 'cursor' option is required, except for aggregate with the explain argument");
  const last = pipeline.length > 0 ? stageParts(pipeline.at(-1) as Value) : null;
  const output = last && (last.name === '$out' || last.name === '$merge') ? last : null;
  const collection = name === null ? null : call.engine.catalog.find(call.database, name);
  const prepared = preparedPipeline(call, collection, name, output ? pipeline.slice(0, -1) : pipeline);
  let rows = counted(collection, pipeline, prepared) ?? prepared.documents();
  if (output) {
    await writeOutput(call, output.name, output.argument, rows);
    rows = [null].values() as unknown as Generator<Doc | null>;
  }
  const size = cursorOptions?.get('batchSize');
  const batchSize = isNumeric(size) ? toNumber(size) : FIRST_BATCH;
  if (batchSize < 0) fail(51024, `BSON field 'cursor.batchSize' value must be >= 0, actual value '${batchSize}'`);
  const namespace = `${call.database}.${name ?? '$cmd.aggregate'}`;
  const options = { batchSize: output ? Number.POSITIVE_INFINITY : batchSize, single: false, noTimeout: false };
  return doc({ cursor: await call.engine.cursors.open(namespace, rows, call.pace, options) });
};

/** The collection the pipeline runs on; null for `aggregate: 1`, which makes its own documents. */
function targetName(call: Call): string | null {
  if (!isNumeric(call.argument)) return collectionName(call);
  checkDatabaseName(call.database);
  return null;
}

/** The command's pipeline, planned. */
export function preparedPipeline(
  call: Call,
  collection: Collection | null,
  name: string | null,
  pipeline: Value[],
): PreparedPipeline {
  const setup = querySetup(call, collection);
  const named = (other: string) => call.engine.catalog.find(call.database, other);
  const context = stageContext(setup.scope, setup.variables, named);
  if (name === null) {
    const first = pipeline[0] ? stageParts(pipeline[0]).name : '';
    if (!['$documents', '$listLocalSessions', '$currentOp'].includes(first)) {
      fail(73, `{aggregate: 1} is not valid for '${first}'; a collection is required.`);
    }
  }
  return preparePipeline(collection, pipeline, context, hintedIndex(collection, call.body.get('hint')));
}

/** countDocuments asks [$match, $group by a constant with $sum 1]: where an index knows the answer, documents stay unread. */
function counted(
  collection: Collection | null,
  pipeline: Value[],
  prepared: PreparedPipeline,
): Generator<Doc | null> | null {
  const { plan } = prepared;
  const stages = pipeline.map(stageParts);
  if (!collection || !plan || stages.length > 2 || stages.length === 0) return null;
  const counting = countingGroup(stages.at(-1)?.argument, stages.at(-1)?.name);
  if (!counting) return null;
  const filter = stages.length === 2 ? stages[0] : null;
  if (filter && filter.name !== '$match') return null;
  const everything = !filter || (isDoc(filter.argument) && filter.argument.size === 0);
  const byIndex = plan.kind === 'index' && plan.exact && !plan.index.multikey;
  if (!everything && !byIndex) return null;
  return (function* () {
    let n = 0;
    if (everything) n = collection.count;
    else {
      for (const number of recordNumbers(collection, plan, { keys: 0, documents: 0 })) {
        if (number === null) yield null;
        else n += 1;
      }
    }
    if (n > 0) yield doc({ _id: counting.id, [counting.field]: n });
  })();
}

function countingGroup(argument: Value | undefined, name: string | undefined): { id: Value; field: string } | null {
  if (name !== '$group' || !isDoc(argument) || argument.size !== 2) return null;
  const id = argument.get('_id');
  if (id !== null && !isNumeric(id)) return null;
  const [field, spec] = [...argument].find(([key]) => key !== '_id') ?? [];
  if (field === undefined || !isDoc(spec) || spec.size !== 1 || spec.get('$sum') !== 1) return null;
  return { id, field };
}

export const aggregateCommand: Command = {
  answer: aggregate,
  fields:
    'aggregate pipeline cursor explain allowDiskUse bypassDocumentValidation readConcern collation hint comment writeConcern let maxTimeMS'.split(
      ' ',
    ),
};
