import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Scope, Variable } from '../expressions/expression.ts';
import type { Updater } from '../update/compile-update.ts';
import { compileStages, stageContext, stageParts } from './compile-pipeline.ts';

const allowed = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

/** Compiles an update that is a pipeline ([{$set: …}]). Throws InvalidOptions (72) for stages that updates don't have. */
export function compilePipelineUpdate(pipeline: Value[], setup: { scope: Scope; variables: Variable | null }): Updater {
  const touched = new Set<string>();
  let all = false;
  for (const item of pipeline) {
    const { name, argument } = stageParts(item);
    if (!allowed.has(name)) fail(72, `${name} is not allowed to be used within an update`);
    if ((name === '$set' || name === '$addFields') && isDoc(argument)) {
      for (const path of argument.keys()) touched.add(path.split('.')[0] as string);
    } else all = true;
  }
  const stage = compileStages(
    pipeline,
    stageContext(setup.scope, setup.variables, () => null),
  );
  return {
    kind: 'pipeline',
    positional: false,
    touched: all ? null : touched,
    apply: (document) => {
      for (const result of stage([document])) if (result) return withId(document, result);
      return document;
    },
  };
}

function withId(before: Doc, after: Doc): Doc {
  const id = before.get('_id');
  if (after.has('_id') || id === undefined) return after;
  return new Map([['_id', id], ...after]);
}
