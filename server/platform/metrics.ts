import { Counter, Registry } from 'prom-client';

/** Everything this process counts, for `/metrics`. Labels are few and name no person. */
export const metrics = new Registry();

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
