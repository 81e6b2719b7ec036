import { type Doc, doc, isDoc } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { type Matcher, matcherOf } from '../query/matcher.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Collection } from '../storage/collection.ts';
import { flagField } from './arguments.ts';
import type { Call } from './command.ts';
import { querySetup } from './query-setup.ts';

const LEVELS = ['off', 'moderate', 'strict'];
const ACTIONS = ['error', 'warn'];

/** What is asked of a collection's documents, of the fields that create and collMod may have. Throws for what cannot be. */
export function validationOptions(call: Call): Doc {
  const given: Doc = doc({});
  for (const [name, known] of [
    ['validationLevel', LEVELS],
    ['validationAction', ACTIONS],
  ] as const) {
    const value = call.body.get(name);
    if (value === undefined) continue;
    if (!known.includes(String(value)))
      fail(2, `Enumeration value '${String(value)}' for field '${name}' is not a valid value.`);
    given.set(name, value);
  }
  const validator = call.body.get('validator');
  if (validator === undefined) return given;
  if (!isDoc(validator))
    return fail(14, `BSON field '${call.name}.validator' is the wrong type, expected type 'object'`);
  parseFilter(validator, querySetup(call, null));
  return given.set('validator', validator);
}

/** What a collection asks of its documents; null where it asks nothing. */
export function validatorOf({ options }: Collection): Doc | null {
  const validator = options.get('validator');
  return isDoc(validator) && validator.size > 0 ? validator : null;
}

const compiled = new WeakMap<Doc, Matcher>();

/**
 * Throws DocumentValidationFailure (121) for a document that its collection's validator doesn't accept. `before` is what
 * it replaces: a "moderate" validator lets bad documents stay bad.
 */
export function validate(call: Call, collection: Collection, document: Doc, before: Doc | null): void {
  const { options } = collection;
  const validator = validatorOf(collection);
  if (!validator) return;
  const level = options.get('validationLevel') ?? 'strict';
  if (level === 'off' || options.get('validationAction') === 'warn') return;
  if (flagField(call, 'bypassDocumentValidation')) return;
  let accepts = compiled.get(validator);
  if (!accepts) {
    accepts = matcherOf(parseFilter(validator, querySetup(call, collection)));
    compiled.set(validator, accepts);
  }
  if (accepts(document) || (level === 'moderate' && before && !accepts(before))) return;
  const details = doc({ specifiedAs: validator, reason: 'the document does not satisfy the validator' });
  fail(121, 'Document failed validation', {
    errInfo: doc({ failingDocumentId: document.get('_id'), details }),
  });
}
