import type { Now } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { RequestLog } from '../request-log.ts';
import type { World } from '../world/world.ts';

/** What the pretend Graph knows. */
export interface Graph {
  world: World;
  /** `https://localhost:…/graph/v1.0`, what links start with. */
  base: string;
  now: Now;
  /** For what stands inside a $batch. */
  faults?: Faults;
  log?: RequestLog;
  /** Who wants to be told of changes. */
  subscriptions?: { answer(call: GraphCall, body: unknown): Promise<GraphAnswer> };
}

/** One request, by itself or inside a $batch. */
export interface GraphCall {
  method: string;
  /** Below /v1.0, decoded: `['users', 'ada@…', 'manager']`. */
  segments: string[];
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  /** The token's roles. */
  roles: Set<string>;
  /** A fault of lists to play. */
  fault?: 'empty-page' | 'loop';
}

/** The answer before it becomes HTTP or a part of a batch. */
export interface GraphAnswer {
  status: number;
  headers?: Record<string, string>;
  /** JSON, or bytes of a picture, or plain text with its own Content-Type. */
  body?: unknown;
  /** Cost in resource units; 1 where nothing is said. */
  units?: number;
}

export type JsonObject = Record<string, unknown>;

/** Does the caller want the eventually consistent reading that advanced queries need? */
export function isEventual(call: GraphCall): boolean {
  return call.headers.consistencylevel?.toLowerCase() === 'eventual';
}
