import type { Graph } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { TenantSettings } from '../tenants/index.ts';
import type { RunProgress } from './run.ts';

/** What a run needs of the world. */
export interface RunPorts {
  graph: Graph;
  settings: TenantSettings;
  clock: Clock;
  signal: AbortSignal;
  /** The lease's fence: what a worker writes after losing it is refused. */
  fence: number;
  progress(step: RunProgress): Promise<void>;
}
