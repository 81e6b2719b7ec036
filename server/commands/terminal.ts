import { SignetError, toSignetError } from '../platform/errors.ts';

/** Exit codes of the command line. */
export const exitCodes = { done: 0, failed: 1, wrongUse: 2, held: 3 } as const;

/** What a command came to: a document for `--json`, words for people, and the exit code (default: done). */
export interface Outcome {
  json: unknown;
  text: string;
  exit?: number;
}

/** Prints exactly one JSON document or the words, on standard output. */
export function print(outcome: Outcome, asJson: boolean): number {
  if (asJson) process.stdout.write(`${JSON.stringify(outcome.json)}\n`);
  else if (outcome.text) process.stdout.write(outcome.text.endsWith('\n') ? outcome.text : `${outcome.text}\n`);
  return outcome.exit ?? exitCodes.done;
}

/** A failure: its words go to standard error, with `--json` its code to standard output too. */
export function failure(thrown: unknown, asJson: boolean): number {
  const error = toSignetError(thrown);
  const cause = error.code === 'INTERNAL' && error.cause instanceof Error ? error.cause.message : error.message;
  process.stderr.write(`${cause}\n`);
  if (asJson)
    process.stdout.write(
      `${JSON.stringify({ error: { code: error.code, message: cause, details: error.details } })}\n`,
    );
  return thrown instanceof SignetError && thrown.code === 'VALIDATION' ? exitCodes.wrongUse : exitCodes.failed;
}

/** Words about what goes on, on standard error; on a terminal the last line is replaced. */
export function say(line: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
}

/** Columns of equal width, for people. */
export function table(rows: string[][]): string {
  const widths = rows[0]?.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** JSON given on the command line. @throws {SignetError} VALIDATION */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SignetError('VALIDATION', `This is not JSON: ${text}\nText needs quotes of its own: '"04:30"'.`, {
      cause: error,
    });
  }
}
