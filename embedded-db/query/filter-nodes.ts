import type { Collation } from '../bson/collation.ts';
import type { Doc, Value } from '../bson/values.ts';

/** What a filter asks of one value that a path leads to. Undefined stands for "nothing there". */
export type Test = (value: Value | undefined) => boolean;

export type Comparison = 'eq' | 'lt' | 'lte' | 'gt' | 'gte';

/** A condition on a path: the test itself, and for the planner what kind of test it is. */
export interface Condition {
  kind: 'condition';
  path: string;
  parts: readonly string[];
  test: Test;
  /** The operator's place in the order in which MongoDB evaluates conditions; it decides about "$" in updates. */
  rank: number;
  /** Whether the elements of an array at the end of the path are tested as well as the array. */
  elements: boolean;
  /** What an index can do for it, if anything. */
  bounds: { op: Comparison; value: Value } | { op: 'in'; values: Value[] } | { op: 'exists' } | null;
}

/** A filter taken apart. */
export type FilterNode =
  | Condition
  | { kind: 'and' | 'or' | 'nor'; nodes: FilterNode[] }
  | { kind: 'not'; node: FilterNode }
  | { kind: 'document'; accepts: (document: Doc) => boolean }
  | { kind: 'always'; value: boolean };

/** What a filter depends on besides documents. */
export interface FilterContext {
  collation: Collation | null;
  /** Compiles an aggregation expression to a test of documents, for $expr. */
  compileTest(expression: Value): (document: Doc) => boolean;
}
