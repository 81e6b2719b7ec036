import type { RunCounts, RunHold, RunIssue, RunKind, RunOutcome, RunPhase, RunTrigger } from '../../contract/index.ts';
import type { TenantSettings } from '../tenants/index.ts';
import type { Facts } from './facts.ts';
import type { Verdict } from './judge.ts';

/** How far a run has come: enough for another worker to go on from there. */
export interface Checkpoint {
  facts: Facts;
  /** Pages staged. */
  pages: number;
  /** Where the next page is; absent before the first one, and when `complete`. */
  nextLink?: string;
  /** The last page has been staged. */
  complete?: boolean;
  /** Members seen of each group of the scope; null: the group has vanished. */
  scopeGroups?: Record<string, number | null>;
  /** Where the next delta starts, once this plan is applied, and since when: the directory forgets it after seven days. */
  deltaLink?: string;
  deltaLinkAt?: Date;
  /** What the safeguards said, once the plan is complete. */
  verdict?: Verdict;
}

/** One synchronisation, from the moment someone asked for it. */
export interface Run {
  _id: string;
  tenantId: string;
  kind: RunKind;
  trigger: RunTrigger;
  /** Address of the one person a `person` run is about. */
  person?: string;
  preview: boolean;
  phase: RunPhase;
  outcome?: RunOutcome;
  counts: RunCounts;
  pages: number;
  issues: RunIssue[];
  notes: string[];
  hold?: RunHold;
  verdict?: Verdict;
  error?: { code: string; message: string };
  throttledUntil?: Date;
  cancelAsked?: boolean;
  /** The settings as they were when the run began; a change concerns the next run. */
  settings?: TenantSettings;
  checkpoint?: Checkpoint;
  /** How many people this read will see, as far as that is known. */
  expected?: number;
  /** Pages applied, under the verdict; what is kept back is not. */
  appliedPages?: number;
  /** The lease under which it is, or was, worked on last. */
  fence?: number;
  startedAt: Date;
  /** When somebody began to work on it. */
  begunAt?: Date;
  endedAt?: Date;
  startedBy?: string;
  /** The client-request-ids of the last requests to Graph, newest last. */
  requestIds?: string[];
}

/** What is written of a run while it works. */
export type RunProgress = Partial<
  Pick<
    Run,
    | 'phase'
    | 'counts'
    | 'pages'
    | 'throttledUntil'
    | 'checkpoint'
    | 'appliedPages'
    | 'expected'
    | 'settings'
    | 'begunAt'
    | 'kind'
    | 'notes'
  >
>;
