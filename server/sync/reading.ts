import type { Evaluation } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Run } from './run.ts';
import type { RunPorts } from './run-ports.ts';

/** A run while it reads. */
export interface Reading {
  run: Run;
  ports: RunPorts;
  evaluation: Evaluation;
  nobodyKnown: boolean;
  groups: Facts['groups'];
  notes: string[];
}
