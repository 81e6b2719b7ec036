import type { RunResult, RunView } from '../../contract/index.ts';
import type { Run } from './run.ts';

/** A run as JSON leaves the house. `now` measures one still under way. */
export function toRunView(run: Run, now: Date): RunView {
  return {
    runId: run._id,
    tenantId: run.tenantId,
    kind: run.kind,
    trigger: run.trigger,
    phase: run.phase,
    ...(run.outcome ? { outcome: run.outcome } : {}),
    counts: run.counts,
    pages: run.pages,
    issues: run.issues,
    ...(run.notes?.length ? { notes: run.notes } : {}),
    ...(run.hold ? { hold: run.hold } : {}),
    ...(run.error ? { error: run.error } : {}),
    seconds: secondsOf(run, now),
    startedAt: run.startedAt.toISOString(),
    ...(run.endedAt ? { endedAt: run.endedAt.toISOString() } : {}),
    ...(run.startedBy ? { startedBy: run.startedBy } : {}),
    ...(run.requestIds?.length ? { requestIds: run.requestIds } : {}),
    ...(run.expected === undefined ? {} : { expected: run.expected }),
    ...rateOf(run, now),
    ...(run.throttledUntil && run.throttledUntil >= now ? { throttledUntil: run.throttledUntil.toISOString() } : {}),
  };
}

/** People per second, and how long it may still read, while it works and as far as this can be told yet. */
function rateOf({ begunAt, endedAt, phase, counts, expected }: Run, now: Date): Pick<RunView, 'rate' | 'secondsLeft'> {
  const seconds = begunAt && !endedAt ? (now.getTime() - begunAt.getTime()) / 1000 : 0;
  if (seconds < 1) return {};
  const rate = counts.seen / seconds;
  const left = phase === 'reading' && expected && rate > 0 ? Math.max(0, (expected - counts.seen) / rate) : undefined;
  return { rate: Math.round(rate), ...(left === undefined ? {} : { secondsLeft: Math.round(left) }) };
}

/** An ended run as the command line prints it. */
export function toRunResult(run: Run, now: Date): RunResult {
  return {
    runId: run._id,
    kind: run.kind,
    outcome: run.outcome ?? 'failed',
    counts: run.counts,
    ...(run.hold ? { hold: run.hold } : {}),
    issues: run.issues,
    seconds: secondsOf(run, now),
    ...(run.error ? { error: run.error } : {}),
  };
}

function secondsOf(run: Run, now: Date): number {
  return Math.round(((run.endedAt ?? now).getTime() - run.startedAt.getTime()) / 10) / 100;
}
