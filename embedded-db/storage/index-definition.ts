import type { Collation } from '../bson/collation.ts';
import type { Doc } from '../bson/values.ts';

/** An index as the planner and the key maker see it. */
export interface IndexDefinition {
  readonly number: number;
  readonly name: string;
  readonly fields: readonly { path: string; parts: readonly string[]; down: boolean }[];
  readonly unique: boolean;
  readonly sparse: boolean;
  /** Only documents that this accepts are in the index. */
  readonly partial: { filter: Doc; accepts(document: Doc): boolean } | null;
  /** The paths of all that decides about a document's entries: the fields, and what `partial` asks about. */
  readonly looksAt: readonly (readonly string[])[];
  readonly collation: Collation | null;
  hidden: boolean;
  /** False while it is being built: writes keep it up, queries don't use it. */
  ready: boolean;
  /** Seconds after which documents go; null for an index that isn't TTL. */
  expireAfterSeconds: number | null;
  /** What the client gave, as listIndexes shows it. */
  spec: Doc;
  /** Whether some document has (or had) more than one key: an array is or was in one of the fields. */
  multikey: boolean;
  /** Whether some key was too long and is cut: the index is then no good for sorting. */
  cut: boolean;
}
