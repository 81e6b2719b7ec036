import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../../contract/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError, toSignetError } from '../platform/errors.ts';
import { growHeapSlowly } from '../platform/heap.ts';
import { releaseLease, renewLease, takeLease } from '../platform/lease-store.ts';
import type { Logger } from '../platform/log.ts';
import type { TenantService } from '../tenants/index.ts';
import { endRun, findActiveRun, listActiveTenants, noteProgress, takeUpRun } from './active-run-store.ts';
import { executeRun } from './execute-run.ts';
import { noCounts } from './facts.ts';
import type { Run, RunProgress } from './run.ts';

const leaseLife = 60_000;
/** Enough for the page that failed and those before it; a huge tenant's run stays small. */
const mostRequestIds = 200;
const renewEvery = 20_000;
/** Failures after which the next run goes on from where this one stopped. */
const passing: ErrorCode[] = ['THROTTLED', 'DIRECTORY_UNREACHABLE', 'STORAGE'];

export interface SyncWorkerOptions {
  tenants: TenantService;
  clock: Clock;
  log: Logger;
  /** How often to look for runs that others started or left behind, in milliseconds. */
  lookEvery?: number;
}

/** Carries out the runs that someone started; one per tenant at a time, under a lease. */
export interface SyncWorker {
  /** Works on a tenant's run now, if nobody else does. Resolves when it has ended, or at once where someone else works on it. */
  work(tenantId: string): Promise<void>;
  /** Looks for runs in all tenants from time to time, until stopped. */
  start(): void;
  /** Ends at a safe place: the run under way is left to be taken up by another worker. */
  stop(): Promise<void>;
}

/** A worker with a name of its own, so that its lease is told from others'. */
export function createSyncWorker({ tenants, clock, log, lookEvery = 2000 }: SyncWorkerOptions): SyncWorker {
  growHeapSlowly();
  const owner = randomUUID();
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  async function workUnderLease(tenantId: string): Promise<void> {
    const key = `sync:${tenantId}`;
    const fence = await takeLease(key, owner, leaseLife);
    if (fence === null) {
      log.debug({ tenantId }, 'another worker has the lease');
      return;
    }
    const lost = new AbortController();
    const renewing = setInterval(() => {
      renewLease(key, fence, leaseLife).then(
        (ours) => ours || lost.abort(new SignetError('LEASE_LOST')),
        () => lost.abort(new SignetError('LEASE_LOST')),
      );
    }, renewEvery);
    try {
      const active = await findActiveRun(tenantId);
      const run = active && (await takeUpRun(tenantId, active._id, fence));
      if (run) await carryOut(run, fence, AbortSignal.any([lost.signal, stopping.signal]));
    } finally {
      clearInterval(renewing);
      await releaseLease(key, fence).catch((error) => log.warn({ err: error, tenantId }, 'lease not released'));
    }
  }

  async function carryOut(run: Run, fence: number, outer: AbortSignal): Promise<void> {
    const cancelled = new AbortController();
    const signal = AbortSignal.any([outer, cancelled.signal]);
    const { tenantId, _id: runId } = run;
    const requestIds: string[] = [];
    try {
      const { settings, disconnectedAt } = await tenants.choose(tenantId);
      if (disconnectedAt)
        throw new SignetError('NOT_CONNECTED', 'This tenant was disconnected; nothing is read from it.');
      const graph = tenants.graphOf(tenantId, {
        priority: run.trigger === 'manual' ? 'high' : 'low',
        onThrottled: (until) => noteProgress(tenantId, runId, fence, { throttledUntil: until }),
        onRequest: (id) => {
          requestIds.push(id);
          if (requestIds.length > mostRequestIds) requestIds.shift();
        },
        onRetry: once((reason) => log.warn({ tenantId, runId, reason }, 'the directory is being asked again')),
      });
      const progress = async (step: RunProgress) => {
        const { cancelAsked } = await noteProgress(tenantId, runId, fence, step);
        if (cancelAsked) cancelled.abort(new SignetError('CANCELLED'));
        signal.throwIfAborted();
      };
      const end = await executeRun(run, { graph, settings, clock, signal, fence, progress });
      await endRun(tenantId, runId, fence, { ...end, requestIds, endedAt: clock.now() });
      await tenants.noteAccess(tenantId, null);
      log.info({ tenantId, runId, outcome: end.outcome, counts: end.counts }, 'run ended');
    } catch (error) {
      await fail(run, fence, outer, error, requestIds);
    }
  }

  async function fail(
    run: Run,
    fence: number,
    outer: AbortSignal,
    thrown: unknown,
    requestIds: string[],
  ): Promise<void> {
    const error = toSignetError(thrown);
    if (outer.aborted || error.code === 'LEASE_LOST') {
      // Stopping or lease lost: the run goes on elsewhere, from what it has written so far.
      const reason = outer.aborted ? messageOfAbort(outer) : error.message;
      log.info({ runId: run._id, code: 'LEASE_LOST', reason }, 'run left to another worker');
      return;
    }
    const { tenantId, _id: runId } = run;
    const outcome = error.code === 'CANCELLED' ? 'cancelled' : 'failed';
    const end: Partial<Run> = {
      outcome,
      counts: noCounts,
      error: { code: error.code, message: error.message },
      requestIds,
      endedAt: clock.now(),
    };
    await endRun(tenantId, runId, fence, end, { resumable: passing.includes(error.code) });
    if (error.code === 'CREDENTIALS' || error.code === 'CONSENT_MISSING') await tenants.noteAccess(tenantId, error);
    if (outcome === 'failed')
      log.error(
        { tenantId, runId, code: error.code, err: error.code === 'INTERNAL' ? error.cause : undefined },
        error.message,
      );
  }

  const worker: SyncWorker = {
    work(tenantId) {
      const flight = underWay.get(tenantId) ?? workUnderLease(tenantId).finally(() => underWay.delete(tenantId));
      underWay.set(tenantId, flight);
      return flight;
    },
    start() {
      const look = async () => {
        for (const tenantId of await listActiveTenants()) await worker.work(tenantId);
      };
      const again = () => {
        timer = setTimeout(() => {
          look()
            .catch((error) => log.warn({ err: error }, 'looking for runs failed'))
            .finally(() => stopping.signal.aborted || again());
        }, lookEvery);
      };
      again();
    },
    async stop() {
      stopping.abort(new SignetError('LEASE_LOST', 'This process is stopping.'));
      clearTimeout(timer);
      await Promise.allSettled(underWay.values());
    },
  };
  return worker;
}

function once(report: (reason: string) => void): (reason: string) => void {
  let reported = false;
  return (reason) => {
    if (!reported) report(reason);
    reported = true;
  };
}

function messageOfAbort(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
}
