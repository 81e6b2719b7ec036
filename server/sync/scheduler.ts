import type { Clock } from '../platform/clock.ts';
import { messageOf, SignetError, toSignetError } from '../platform/errors.ts';
import type { Logger } from '../platform/log.ts';
import type { Tenant, TenantService } from '../tenants/index.ts';
import { findActiveRun } from './active-run-store.ts';
import { findRun } from './run-store.ts';
import { changeTarget, type Due, dueNow, nightlyRunId, nightlySlot } from './schedule.ts';
import { claimChange, claimNotices, claimTurn, readSchedule, type ScheduleState } from './schedule-store.ts';
import { dropQuietRuns, takeUpOrphan } from './scheduled-run-store.ts';
import type { SyncService } from './sync-service.ts';
import { readSyncState } from './sync-state-store.ts';

/** More than this, and this worker would start nights at the wrong time. Milliseconds. */
const mostSkew = 30_000;
const everyTick = 15_000;

/** Work beside the syncs, of low priority: it comes when no sync is due or under way, and stops when told to. */
export interface Chore {
  name: string;
  /** Does some of it, and gives whether more is left to do soon. */
  work(tenant: Tenant, signal: AbortSignal): Promise<void>;
}

export interface SchedulerOptions {
  tenants: TenantService;
  sync: Pick<SyncService, 'start'>;
  clock: Clock;
  log: Pick<Logger, 'debug' | 'info' | 'warn'>;
  /** The database's time, by which leases are judged. */
  databaseTime(): Promise<Date>;
  chores?: Chore[];
}

/** Starts syncs when they are due: nightly, every few minutes, after a notification, after a change of rules. */
export interface Scheduler {
  /** Looks at every tenant once. */
  tick(): Promise<void>;
  /** When the chores under way are done. */
  settled(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
  /** May this worker work? Not with a clock that differs from the database's. */
  readiness(): { ready: boolean; reason?: string };
}

/** The schedule of one worker process. Any number of them may look after the same tenants. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { tenants, clock, log, chores = [] } = options;
  const stopping = new AbortController();
  let readiness: { ready: boolean; reason?: string } = { ready: true };
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();
  let choring: Promise<void> | undefined;

  async function look(tenant: Tenant): Promise<boolean> {
    const tenantId = tenant._id;
    const now = clock.now();
    const slot = nightlySlot({ now, tenant });
    const slotTaken = slot !== null && !(await slotIsFree(tenantId, slot, now));
    const active = (await findActiveRun(tenantId)) !== null;
    const schedule = await readSchedule(tenantId);
    const state = await readSyncState(tenantId);
    const due = dueNow({ now, tenant, state, schedule, slotTaken, active });
    if (due) await begin(tenant, due, schedule, now);
    return !due && !active;
  }

  async function begin(tenant: Tenant, due: Due, schedule: ScheduleState, now: Date): Promise<void> {
    if (due.trigger !== 'nightly' && !(await accessWorks(tenant, schedule, now))) return;
    if (!(await claim(tenant, due, schedule, now))) return;
    if (due.trigger === 'interval' || due.trigger === 'notification') await dropQuietRuns(tenant._id);
    const { kind, trigger } = due;
    const id = due.trigger === 'nightly' ? nightlyRunId(tenant._id, due.slot) : undefined;
    try {
      await options.sync.start(tenant._id, { kind, trigger, preview: false, id });
      log.info({ tenantId: tenant._id, trigger, kind }, 'sync started by the schedule');
    } catch (error) {
      if (!(error instanceof SignetError) || error.code !== 'DUPLICATE') throw error;
      log.debug({ tenantId: tenant._id, runId: id }, 'another worker has started this night');
    }
  }

  /** A broken access is tried again instead of filling the history with runs that fail. */
  async function accessWorks(tenant: Tenant, schedule: ScheduleState, now: Date): Promise<boolean> {
    if (!tenant.access.code) return true;
    const last = Math.max(schedule.probedAt?.getTime() ?? 0, tenant.access.checkedAt.getTime());
    if (now.getTime() - last < tenant.settings.sync.auto.deltaMinutes * 60_000) return false;
    if (!(await claimTurn(tenant._id, 'probedAt', schedule.probedAt, now))) return false;
    return tenants.probe(tenant._id).then(
      () => true,
      () => false,
    );
  }

  const claim = (tenant: Tenant, due: Due, schedule: ScheduleState, now: Date): Promise<boolean> | true => {
    const { _id: tenantId, settings } = tenant;
    if (due.trigger === 'interval') return claimTurn(tenantId, 'intervalAt', schedule.intervalAt, now);
    if (due.trigger === 'notification') return claimNotices(tenantId, schedule.noticedAt);
    if (due.trigger === 'ruleChange')
      return claimChange(tenantId, schedule.change, { target: changeTarget(settings.sync), at: now });
    return true;
  };

  async function checkClock(): Promise<boolean> {
    try {
      const skew = Math.abs((await options.databaseTime()).getTime() - clock.now().getTime());
      const was = readiness.ready;
      const reason = `this machine's clock differs from the database's by ${Math.round(skew / 1000)} s: set both by NTP`;
      readiness = skew > mostSkew ? { ready: false, reason } : { ready: true };
      if (was && !readiness.ready) log.warn({ skew }, `No sync is started here: ${reason}`);
    } catch (error) {
      readiness = { ready: false, reason: messageOf(error) };
    }
    return readiness.ready;
  }

  async function doChores(idle: Tenant[]): Promise<void> {
    for (const tenant of idle)
      for (const chore of chores) {
        if (stopping.signal.aborted) return;
        await chore.work(tenant, stopping.signal).catch((thrown) => {
          if (stopping.signal.aborted) return;
          const error = toSignetError(thrown);
          const cause = error.code === 'INTERNAL' ? error.cause : undefined;
          log.warn({ tenantId: tenant._id, chore: chore.name, code: error.code, err: cause }, error.message);
        });
      }
  }

  const scheduler: Scheduler = {
    async tick() {
      if (!(await checkClock())) return;
      const idle: Tenant[] = [];
      for (const tenant of await tenants.list()) {
        if (stopping.signal.aborted) return;
        try {
          if (await look(tenant)) idle.push(tenant);
        } catch (error) {
          log.warn({ tenantId: tenant._id, err: error }, 'the schedule could not be looked at');
        }
      }
      // Beside the ticks: a backlog may take hours, a night may not wait for it.
      choring ??= doChores(idle).finally(() => {
        choring = undefined;
      });
    },
    async settled() {
      await choring;
    },
    start() {
      const again = () => {
        ticking = scheduler
          .tick()
          .catch((error) => log.warn({ err: error }, 'the schedule could not be looked at'))
          .finally(() => {
            if (!stopping.signal.aborted) timer = setTimeout(again, everyTick);
          });
      };
      again();
    },
    async stop() {
      stopping.abort(new SignetError('LEASE_LOST', 'This process is stopping.'));
      clearTimeout(timer);
      await ticking;
      await choring;
    },
    readiness: () => readiness,
  };
  return scheduler;
}

/** Is there no run of this night yet? One that a worker wrote and then died over is taken up again. */
async function slotIsFree(tenantId: string, slot: string, now: Date): Promise<boolean> {
  const run = await findRun(tenantId, nightlyRunId(tenantId, slot));
  if (run && !run.outcome) await takeUpOrphan(run, now);
  return run === null;
}
