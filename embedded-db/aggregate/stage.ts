import type { Doc, Value } from '../bson/values.ts';
import type { Scope, Variable } from '../expressions/expression.ts';
import type { FilterContext } from '../query/filter-nodes.ts';
import type { Collection } from '../storage/collection.ts';

/** Documents on their way through a pipeline; null lets others have their turn. */
export type Documents = Iterable<Doc | null>;
export type Stage = (documents: Documents) => Generator<Doc | null>;

/** What stages are compiled with. */
export interface StageContext extends FilterContext {
  scope: Scope;
  variables: Variable | null;
  /** Where the pipeline runs; null for one that makes its own documents. */
  collectionNamed(name: string): Collection | null;
  /** The context with further variables. */
  withVariables(scope: Scope, variables: Variable | null): StageContext;
  /** Compiles a pipeline inside this one ($lookup, $facet, $unionWith) to run on a collection. */
  compileOn(collection: Collection | null, pipeline: Value[], context: StageContext): () => Generator<Doc | null>;
  /** Compiles stages that get their documents from the outer pipeline. */
  compileStages(pipeline: Value[], context: StageContext): Stage;
}

export type StageCompiler = (argument: Value, context: StageContext, name: string) => Stage;
export type StageTable = ReadonlyMap<string, StageCompiler>;
