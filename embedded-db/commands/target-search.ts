import type { Collation } from '../bson/collation.ts';
import type { FilterNode } from '../query/filter-nodes.ts';
import { type Matcher, matcherOf } from '../query/matcher.ts';
import type { Pace } from '../query/pace.ts';
import { planQuery } from '../query/plan.ts';
import { runPlan } from '../query/run-plan.ts';
import type { SortField } from '../query/sort-order.ts';
import { sortedRows } from '../query/sorted-rows.ts';
import type { Collection, StoredRecord } from '../storage/collection.ts';
import type { IndexDefinition } from '../storage/index-definition.ts';

/** Which records a write concerns. */
export interface TargetQuestion {
  node: FilterNode;
  sort: SortField[];
  collation: Collation | null;
  hint: IndexDefinition | 'natural' | null;
  /** One, or all. */
  multi: boolean;
}

/** How far past its time a search inside a transaction may go (ms), before it is done outside. */
const PATIENCE = 3;

/** Finds the records that a write concerns: at once inside the transaction if that is quick, else outside of it, with pauses. */
export class TargetSearch {
  readonly #collection: Collection;
  readonly #question: TargetQuestion;
  readonly matches: Matcher;

  constructor(collection: Collection, question: TargetQuestion) {
    this.#collection = collection;
    this.#question = question;
    this.matches = matcherOf(question.node);
  }

  *#rows(): Generator<StoredRecord | null> {
    const { node, sort, collation, hint, multi } = this.#question;
    const plan = planQuery(this.#collection, { node, sort, collation, hint });
    const rows = runPlan(this.#collection, plan, this.matches);
    if (sort.length === 0 || (plan.kind === 'index' && plan.sorted)) yield* rows;
    else yield* sortedRows(rows, (record) => record.document, sort, collation, multi ? undefined : 1);
  }

  /** The records, or null if that takes too long. */
  now(until: number): StoredRecord[] | null {
    const latest = until + PATIENCE;
    const found: StoredRecord[] = [];
    let steps = 0;
    for (const record of this.#rows()) {
      if (record) {
        found.push(record);
        if (!this.#question.multi) return found;
      }
      steps += 1;
      if (steps % 32 === 0 && performance.now() > latest) return null;
    }
    return found;
  }

  /** The numbers of the records, found with pauses; they may have changed by the time they are written to. */
  async later(pace: Pace): Promise<number[]> {
    const found: number[] = [];
    for (const record of this.#rows()) {
      if (record) {
        found.push(record.number);
        if (!this.#question.multi) return found;
      }
      if (pace.due()) await pace.rest();
    }
    return found;
  }
}
