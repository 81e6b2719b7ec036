import type { Doc, Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Call } from './command.ts';

/** Carries out $out or $merge. */
export async function writeOutput(
  _call: Call,
  name: string,
  _argument: Value,
  _rows: Iterator<Doc | null>,
): Promise<void> {
  fail(115, `${name} is not supported by this database`);
}
