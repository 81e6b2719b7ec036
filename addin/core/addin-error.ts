/** What can go wrong in the add-in, in the words the rest of it decides by. */
export type AddinProblem =
  | 'configuration'
  | 'office'
  | 'timeLimit'
  | 'over'
  | 'signIn'
  | 'interaction'
  | 'unreachable'
  | 'refused'
  | 'answer'
  | 'tooLong'
  | 'protected';

/** An error of the add-in. `code` is Outlook's error code or the HTTP status where there is one. */
export class AddinError extends Error {
  readonly problem: AddinProblem;
  readonly code: number | undefined;

  constructor(problem: AddinProblem, message: string, code?: number) {
    super(message);
    this.name = 'AddinError';
    this.problem = problem;
    this.code = code;
  }
}

/** The problem an error stands for; anything foreign counts as `office`. */
export function problemOf(error: unknown): AddinProblem {
  return error instanceof AddinError ? error.problem : 'office';
}

/** A failure for a report, in a word and a code: messages may name people. */
export function reportedError(error: unknown): string {
  const { problem, code } = error instanceof AddinError ? error : { problem: 'office', code: undefined };
  return code === undefined ? problem : `${problem} ${code}`;
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
