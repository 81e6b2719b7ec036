import type { Doc } from '../bson/values.ts';
import type { FilterNode } from '../query/filter-nodes.ts';
import { matchedPosition } from '../query/matched-position.ts';
import { type CompiledProjection, compileProjection } from '../query/projection.ts';
import type { QuerySetup } from './query-setup.ts';

/** What a command's projection asks for, compiled; null where it asks for whole documents. */
export function projectionOf(spec: Doc | null, setup: QuerySetup): CompiledProjection | null {
  return spec && spec.size > 0 ? compileProjection(spec, { find: true, ...setup }) : null;
}

/** The document as the projection shows it, found by the filter `node`. */
export function projected(document: Doc, { project, positional }: CompiledProjection, node: FilterNode): Doc {
  return project(document, positional ? matchedPosition(node, document) : null);
}
