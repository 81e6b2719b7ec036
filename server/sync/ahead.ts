/** Something begun before its result is needed: a failure waits until somebody asks. */
export function ahead<Result>(begun: Promise<Result>): Promise<Result> {
  begun.catch(() => undefined);
  return begun;
}
