import { compilePipelineUpdate } from '../aggregate/pipeline-update.ts';
import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { compileOperators, compileReplacement, type Updater } from '../update/compile-update.ts';
import type { Call } from './command.ts';
import type { QuerySetup } from './query-setup.ts';

/** Compiles the `u` of an update or the `update` of findAndModify: operators, a pipeline, or a replacement. */
export function compileUpdate(
  call: Call,
  update: Value | undefined,
  setup: QuerySetup,
  options: { arrayFilters: Value[]; multi: boolean; hasConstants: boolean },
): Updater {
  if (Array.isArray(update)) {
    if (options.arrayFilters.length > 0) fail(9, 'Cannot specify arrayFilters and a pipeline update');
    return compilePipelineUpdate(update, setup);
  }
  if (!isDoc(update)) return fail(9, 'Update argument must be either an object or an array');
  if (options.hasConstants) fail(51198, 'Constant values may only be specified for pipeline updates');
  if (isReplacement(update)) {
    if (options.multi) fail(9, 'multi update is not supported for replacement-style update');
    if (options.arrayFilters.length > 0) fail(9, 'Cannot specify arrayFilters and a replacement');
    return compileReplacement(update);
  }
  for (const name of update.keys()) {
    if (!name.startsWith('$')) {
      fail(
        9,
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
  }
  return compileOperators(update, { now: call.now, arrayFilters: options.arrayFilters, ...setup });
}

function isReplacement(update: Doc): boolean {
  const [first] = update.keys();
  return first === undefined || !first.startsWith('$');
}
