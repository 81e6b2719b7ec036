import type { Value } from '../bson/values.ts';
import type { Matcher } from '../query/matcher.ts';

/** What a leaf says when it leaves the value as it is, or takes it away. */
export const UNCHANGED = Symbol('unchanged');
export const REMOVED = Symbol('removed');
export type Outcome = Value | typeof UNCHANGED | typeof REMOVED;

/** One operator on one path. */
export interface Leaf {
  /** Whether it makes a missing field (and the documents around it). */
  creates: boolean;
  /** Whether it does something only when an upsert inserts. */
  onInsertOnly: boolean;
  /** The value's successor; `current` is undefined where there is none. `path` is for messages. */
  apply(current: Value | undefined, path: string, root: Value): Outcome;
  /** For $rename: where the value comes from. */
  renameFrom?: readonly string[];
}

/** An update taken apart: a tree of field names with operators at its leaves. */
export interface UpdateNode {
  children: Map<string, UpdateNode>;
  leaf: Leaf | null;
}

/** What a positional path needs to know: the element that the query matched, and the array filters by identifier. */
export interface Positions {
  matched: string | null;
  filters: ReadonlyMap<string, Matcher>;
}
