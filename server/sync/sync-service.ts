import { randomBytes } from 'node:crypto';
import type { RunKind, RunTrigger } from '../../contract/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { releaseLease, takeLease } from '../platform/lease-store.ts';
import type { TenantSettings } from '../tenants/index.ts';
import { findActiveRun, startOrJoin } from './active-run-store.ts';
import { applyHeld } from './apply.ts';
import { noCounts } from './facts.ts';
import type { Run } from './run.ts';
import { askCancel, findLatestComplete, findRun, listRuns, settleHold } from './run-store.ts';
import { saveSyncState } from './sync-state-store.ts';

/** What someone asks for when starting a run. */
export interface RunRequest {
  kind: RunKind;
  trigger: RunTrigger;
  preview: boolean;
  person?: string;
  startedBy?: string;
  /** With a preview: settings that are not saved yet. */
  settings?: TenantSettings;
  /** Where the id says what the run is for, so that of two starts one loses by duplicate key. */
  id?: string;
}

/** Runs: started, looked at, approved, cancelled. Who carries them out is the worker. */
export interface SyncService {
  /** Starts a run, or joins the one under way in this tenant. @throws {SignetError} DUPLICATE where a run with the given id exists */
  start(tenantId: string, request: RunRequest): Promise<{ run: Run; joined: boolean }>;
  /** @throws {SignetError} RUN_UNKNOWN */
  find(tenantId: string, runId: string): Promise<Run>;
  active(tenantId: string): Promise<Run | null>;
  list(tenantId: string, limit: number, before?: Date): Promise<Run[]>;
  /** Applies exactly what the run held back. @throws {SignetError} NOTHING_HELD */
  approve(tenantId: string, runId: string): Promise<Run>;
  discard(tenantId: string, runId: string): Promise<Run>;
  cancel(tenantId: string, runId: string): Promise<Run>;
}

/** The sync verbs. `wake` tells the worker of this process, where there is one, that there is work. */
export function createSync({ clock, wake }: { clock: Clock; wake(tenantId: string): void }): SyncService {
  const service: SyncService = {
    async start(tenantId, request) {
      const now = clock.now();
      const kind = request.person ? 'person' : request.kind;
      if (kind === 'person' && !request.person)
        throw new SignetError('VALIDATION', 'person: name the address of the one person to synchronise.');
      const started = await startOrJoin(tenantId, {
        _id: request.id ?? runIdAt(now),
        tenantId,
        kind,
        trigger: request.trigger,
        person: request.person,
        preview: request.preview,
        ...(request.preview && request.settings ? { settings: request.settings } : {}),
        phase: 'waiting',
        counts: noCounts,
        pages: 0,
        issues: [],
        notes: [],
        startedAt: now,
        startedBy: request.startedBy,
      });
      wake(tenantId);
      return started;
    },

    async find(tenantId, runId) {
      const run = await findRun(tenantId, runId);
      if (!run) throw new SignetError('RUN_UNKNOWN', `There is no run ${runId}.`);
      return run;
    },

    active: findActiveRun,
    list: listRuns,

    async approve(tenantId, runId) {
      const run = await service.find(tenantId, runId);
      if (run.outcome !== 'held' || !run.verdict) throw new SignetError('NOTHING_HELD');
      const latest = await findLatestComplete(tenantId);
      if (latest && latest._id !== runId) {
        throw new SignetError('NOTHING_HELD', `A newer run (${latest._id}) has superseded this one; look at that.`);
      }
      const counts = await underLease(tenantId, (fence) => release(run, fence, clock.now()));
      if (!(await settleHold(tenantId, runId, 'applied', counts))) throw new SignetError('NOTHING_HELD');
      return service.find(tenantId, runId);
    },

    async discard(tenantId, runId) {
      await service.find(tenantId, runId);
      if (!(await settleHold(tenantId, runId, 'cancelled'))) throw new SignetError('NOTHING_HELD');
      return service.find(tenantId, runId);
    },

    async cancel(tenantId, runId) {
      const run = await service.find(tenantId, runId);
      if (run.outcome) throw new SignetError('RUN_ENDED');
      await askCancel(tenantId, runId);
      return service.find(tenantId, runId);
    },
  };
  return service;
}

/** Applies exactly what the run kept back, as it was staged, save for people who have changed since, and says what that adds up to. */
async function release(run: Run, fence: number, now: Date): Promise<Run['counts']> {
  const { tenantId, _id: runId, verdict, fence: since = 0, counts } = run;
  const applying = { tenantId, runId, now, fence, since, signal: new AbortController().signal };
  // A directory that came back empty kept everything back: approving it means what it says.
  const removals = verdict?.removals === true || verdict?.everything === true;
  const { removed, updated } = await applyHeld({ removals, fields: verdict?.fields ?? [] }, applying);
  // Approved: groups are measured anew, by what is in them now.
  if (verdict?.groups?.length) await saveSyncState(tenantId, { groupSizes: undefined }, fence);
  return { ...counts, removed, updated: counts.updated + updated };
}

async function underLease<Result>(tenantId: string, work: (fence: number) => Promise<Result>): Promise<Result> {
  const key = `sync:${tenantId}`;
  const fence = await takeLease(key, 'approval');
  if (fence === null)
    throw new SignetError(
      'CONFLICT',
      'A sync is under way; approve when it has ended, if it still holds anything back.',
    );
  try {
    return await work(fence);
  } finally {
    await releaseLease(key, fence);
  }
}

/** An id that sorts by time and can be read aloud: `20261122-0312-7f3a`. */
function runIdAt(now: Date): string {
  const [date, time] = now.toISOString().split('T');
  return `${date?.replaceAll('-', '')}-${time?.slice(0, 8).replaceAll(':', '')}-${randomBytes(3).toString('hex')}`;
}
