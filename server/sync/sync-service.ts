import { randomBytes } from 'node:crypto';
import type { RunKind, RunTrigger } from '../../contract/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { applyRemovals } from './apply.ts';
import {
  askCancel,
  findActiveRun,
  findRun,
  listRuns,
  noCounts,
  type Run,
  settleHold,
  startOrJoin,
} from './run-store.ts';

/** What someone asks for when starting a run. */
export interface RunRequest {
  kind: RunKind;
  trigger: RunTrigger;
  preview: boolean;
  person?: string;
  startedBy?: string;
}

/** Runs: started, looked at, approved, cancelled. Who carries them out is the worker. */
export interface SyncService {
  /** Starts a run, or joins the one under way in this tenant. */
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
      const kind = request.person ? 'person' : request.kind === 'delta' ? 'full' : request.kind;
      if (kind === 'person' && !request.person)
        throw new SignetError('VALIDATION', 'person: name the address of the one person to synchronise.');
      const started = await startOrJoin(tenantId, {
        _id: runIdAt(now),
        tenantId,
        kind,
        trigger: request.trigger,
        person: request.person,
        preview: request.preview,
        phase: 'waiting',
        counts: noCounts,
        pages: 0,
        issues: [],
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
      if (run.outcome !== 'held' || !run.hold) throw new SignetError('NOTHING_HELD');
      const [newest] = await listRuns(tenantId, 1);
      if (newest && newest._id !== runId && !newest.preview)
        throw new SignetError('NOTHING_HELD', `A newer run (${newest._id}) has superseded this one; look at that.`);
      const ids = run.hold.removals.map((removal) => removal.id);
      await applyRemovals(tenantId, ids, clock.now());
      if (!(await settleHold(tenantId, runId, 'applied', { ...run.counts, removed: ids.length })))
        throw new SignetError('NOTHING_HELD');
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

/** An id that sorts by time and can be read aloud: `20261122-0312-7f3a`. */
function runIdAt(now: Date): string {
  const [date, time] = now.toISOString().split('T');
  return `${date?.replaceAll('-', '')}-${time?.slice(0, 8).replaceAll(':', '')}-${randomBytes(3).toString('hex')}`;
}
