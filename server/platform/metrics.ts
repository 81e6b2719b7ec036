import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Everything this process counts, for `/metrics`. Labels are few, and none names a person. */
export const metrics = new Registry();

/** Memory, processor time, event-loop lag, garbage collection. */
collectDefaultMetrics({ register: metrics });

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const durations = new Histogram({
  name: 'signet_http_request_duration_seconds',
  help: 'Duration of HTTP requests by method, route, and status',
  labelNames: ['method', 'route', 'status'],
  buckets,
  registers: [metrics],
});

/** Notes one request that ended. */
export function observeRequest(method: string, route: string, status: number, seconds: number): void {
  durations.observe({ method, route, status }, seconds);
}

/** What a rendering came to. */
export type RenderOutcome = 'rendered' | 'lastGood' | 'plain';

/** Counted here, since a counter with labels costs a tenth of a rendering. */
const renders: Record<RenderOutcome, number> = { rendered: 0, lastGood: 0, plain: 0 };

/** Counts one rendering. */
export function countRender(outcome: RenderOutcome): void {
  renders[outcome] += 1;
}

new Counter({
  name: 'signet_renders_total',
  help: 'Signatures rendered; lastGood and plain stood in where the published version of a template failed',
  labelNames: ['outcome'],
  registers: [metrics],
  collect() {
    this.reset();
    for (const [outcome, count] of Object.entries(renders)) this.inc({ outcome }, count);
  },
});

/** What the latest runs of one tenant came to. */
export interface SyncState {
  tenantId: string;
  /** How many of them ended in each way. */
  outcomes: Record<string, number>;
  /** Seconds since one was applied. */
  successAge?: number;
}

const outcomes = new Gauge({
  name: 'signet_sync_recent_runs',
  help: 'The latest fifty sync runs of each tenant by outcome',
  labelNames: ['tenant', 'outcome'],
  registers: [metrics],
});

const successAge = new Gauge({
  name: 'signet_sync_last_success_age_seconds',
  help: 'Seconds since a sync was applied last, by tenant',
  labelNames: ['tenant'],
  registers: [metrics],
});

/** Shows the state of every tenant's sync, in place of what was shown before. */
export function showSyncs(states: SyncState[]): void {
  outcomes.reset();
  successAge.reset();
  for (const state of states) {
    const tenant = state.tenantId;
    for (const [outcome, count] of Object.entries(state.outcomes)) outcomes.set({ tenant, outcome }, count);
    if (state.successAge !== undefined) successAge.set({ tenant }, state.successAge);
  }
}
