import { z } from 'zod';

export const runKinds = ['full', 'delta', 'person'] as const;
export type RunKind = (typeof runKinds)[number];

export const runTriggers = ['nightly', 'interval', 'manual', 'notification', 'ruleChange'] as const;
export type RunTrigger = (typeof runTriggers)[number];

/** How a run ended. `running` is not an outcome: it is the absence of one. */
export const runOutcomes = ['previewed', 'applied', 'held', 'failed', 'cancelled'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** How many users a run saw, and what became of them. */
export interface RunCounts {
  seen: number;
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
  restored: number;
  skipped: number;
}

/** Something that concerns one person of a run: data, not an exception. */
export interface RunIssue {
  person: string;
  code: string;
  message: string;
}

/** One field of one person, before and after; what is absent was or becomes empty. */
export interface FieldChange {
  field: string;
  old?: string;
  new?: string;
}

/** What a run does, or would do, to one person. */
export interface PersonChange {
  id: string;
  name: string;
  address?: string;
  what: 'create' | 'update' | 'restore' | 'remove';
  /** Why someone is removed. */
  reason?: string;
  fields: FieldChange[];
  /** A safeguard keeps this back, or some of its fields: it has not been applied. */
  held?: true;
}

/** What a safeguard keeps back. `removals` names up to a thousand; `removed` says how many there are. */
export interface RunHold {
  code: string;
  message: string;
  removals: { id: string; name: string; address?: string }[];
  removed?: number;
  /** Fields that would go empty for so many people that it looks like a fault; their old values stay. */
  blankedFields?: { field: string; people: number }[];
}

export const runPhases = ['waiting', 'reading', 'planning', 'applying', 'ended'] as const;
export type RunPhase = (typeof runPhases)[number];

/** What the command line prints for a run with `--json`. */
export interface RunResult {
  runId: string;
  kind: RunKind;
  outcome: RunOutcome;
  counts: RunCounts;
  hold?: RunHold;
  issues: RunIssue[];
  seconds: number;
  /** Why a run failed. */
  error?: { code: string; message: string };
}

/** A run as the HTTP API shows it, finished or not. */
export interface RunView extends Omit<RunResult, 'outcome'> {
  tenantId: string;
  trigger: RunTrigger;
  outcome?: RunOutcome;
  phase: RunPhase;
  pages: number;
  startedAt: string;
  endedAt?: string;
  startedBy?: string;
  throttledUntil?: string;
  /** Things worth saying that concern no single person: why a delta became a full read, which group was missing. */
  notes?: string[];
  /** The client-request-ids of the last requests to Microsoft Graph, for Microsoft's support. */
  requestIds?: string[];
  /** People per second while reading. */
  rate?: number;
  /** How many people a full read will see, by what the last one saw; absent where nobody knows. */
  expected?: number;
  /** How long the reading may still take, in seconds. */
  secondsLeft?: number;
}

/** `GET /api/v1/sync/schedule`: when syncs start on their own, or would with the time and zone asked about. */
export interface ScheduleView {
  enabled: boolean;
  time: string;
  timeZone: string;
  deltaMinutes: number;
  /** The next three nights, ISO 8601 in UTC; none where auto-sync is off. */
  next: string[];
}

/** `POST /api/v1/sync/runs`. */
export const startRunSchema = z.object({
  kind: z.enum(runKinds).default('full'),
  person: z.string().trim().max(320).optional(),
  preview: z.boolean().default(false),
  /** With a preview only: settings of the sync that are not saved yet, to see what they would do. */
  settings: z.record(z.string(), z.unknown()).optional(),
});
export type StartRun = z.infer<typeof startRunSchema>;

/** `GET /api/v1/sync/days`: how many days back, today included. */
export const runDaysQuerySchema = z.object({ days: z.coerce.number().int().min(1).max(90).default(30) });

/** What syncs did, by day in the tenant's zone, oldest first. */
export interface RunDaysView {
  items: {
    day: string;
    runs: number;
    failed: number;
    held: number;
    created: number;
    updated: number;
    removed: number;
  }[];
}

/** `GET /api/v1/sync/runs`. */
export const runsQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.iso.datetime().optional(),
});

/** `GET /api/v1/sync/runs/:id/changes`. */
export const changesQuerySchema = z.object({
  what: z.enum(['create', 'update', 'restore', 'remove']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(20).optional(),
});
