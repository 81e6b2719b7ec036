import type { Collation } from '../bson/collation.ts';
import { encodeDoc } from '../bson/encode.ts';
import type { Collection } from '../storage/collection.ts';
import type { IndexDefinition } from '../storage/index-definition.ts';
import { cutKey } from '../storage/index-keys.ts';
import { boundKey, exactBound } from '../storage/layout.ts';
import { type FieldBounds, fieldBounds, intersection, type Stretch } from './bounds.ts';
import { conditionsOf } from './conditions.ts';
import type { Condition, FilterNode } from './filter-nodes.ts';
import { impliedBy } from './partial-index.ts';
import type { SortField } from './sort-order.ts';

/** A stretch of the entries table. */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

/** How a query's documents are found. */
export type Plan =
  | { kind: 'collection'; reverse: boolean }
  | {
      kind: 'index';
      index: IndexDefinition;
      ranges: KeyRange[];
      /** Of a unique index: whether every range is one whole key. */
      points: boolean;
      reverse: boolean;
      /** Whether the documents come in the order that was asked for. */
      sorted: boolean;
      /** Whether what is found matches the filter without a further look. */
      exact: boolean;
    }
  | { kind: 'union'; plans: Plan[] };

export interface PlanQuestion {
  node: FilterNode;
  sort: readonly SortField[];
  collation: Collation | null;
  /** The indexes that may be used; 'natural' for none. */
  hint: IndexDefinition | 'natural' | null;
  /** Read backwards where nothing else is said ($natural: -1). */
  reverse?: boolean;
}

/** An index field that would make more ranges than this is not narrowed. */
const MAX_RANGES = 10_000;

/** Chooses how to find the documents: the index with most equalities, then a range, then the order asked for. */
export function planQuery(collection: Collection, question: PlanQuestion): Plan {
  const fallback: Plan = { kind: 'collection', reverse: question.reverse ?? false };
  if (question.hint === 'natural') return fallback;
  const conditions = conditionsOf(question.node);
  const candidates = question.hint
    ? [question.hint]
    : collection.indexes.filter((index) => index.ready && !index.hidden);
  let best: { plan: Plan; score: number } | null = null;
  for (const index of candidates) {
    const found = planWith(index, conditions, question);
    if (found && (!best || found.score > best.score)) best = found;
  }
  if (question.hint) return best ? best.plan : wholeIndex(question.hint, question);
  if (best && best.score >= 10) return best.plan;
  const union = planUnion(collection, question);
  return union ?? best?.plan ?? fallback;
}

function sameCollation(index: IndexDefinition, collation: Collation | null): boolean {
  if (index.collation === collation) return true;
  if (!index.collation || !collation) return false;
  return encodeDoc(index.collation.spec).equals(encodeDoc(collation.spec));
}

function planWith(
  index: IndexDefinition,
  conditions: Condition[],
  question: PlanQuestion,
): { plan: Plan; score: number } | null {
  if (index.partial && !impliedBy(index.partial.filter, conditions)) return null;
  const same = sameCollation(index, question.collation);
  const fields: FieldBounds[] = [];
  let combinations = 1;
  for (let position = 0; position < index.fields.length; position++) {
    const bounds = boundsAt(index, position, conditions, same, fields);
    if (!bounds) break;
    combinations *= bounds.points?.length ?? 1;
    if (combinations > MAX_RANGES) break;
    fields.push(bounds);
    if (!bounds.points) break;
  }
  if (index.sparse && !fields.some((bounds) => bounds.impliesPresence)) return null;
  const sort = sortOf(index, fields, question);
  const points = fields.filter((bounds) => bounds.points).length;
  const stretches = fields.length - points;
  if (points + stretches === 0 && !sort) return null;
  // At most one document a point: better than any number of equalities that many documents may satisfy.
  const unique = index.unique && points === index.fields.length ? 1000 : 0;
  const score =
    points * 10 +
    stretches * 10 +
    (sort ? 4 : 0) +
    unique -
    stretches * 3 -
    (index.fields.length - fields.length) * 0.1;
  const ranges = rangesOf(index, fields);
  const exact =
    points === fields.length &&
    !index.cut &&
    fields.every((bounds) => bounds.exact) &&
    question.node.kind !== 'or' &&
    countConditions(question.node) === fields.length;
  const reverse = sort === 'backward';
  return {
    plan: {
      kind: 'index',
      index,
      ranges,
      points: index.unique && points === index.fields.length,
      reverse,
      sorted: sort !== null,
      exact,
    },
    score,
  };
}

/** How many parts the filter has, however deep; what is no condition counts too. */
function countConditions(node: FilterNode): number {
  return node.kind === 'and' ? node.nodes.reduce((sum, child) => sum + countConditions(child), 0) : 1;
}

function boundsAt(
  index: IndexDefinition,
  position: number,
  conditions: Condition[],
  same: boolean,
  before: FieldBounds[],
): FieldBounds | null {
  const field = index.fields[position];
  if (!field) return null;
  // Two fields through one array may be matched by different elements: only one of them can be narrowed.
  const root = field.parts[0];
  if (index.multikey && before.some((bounds) => bounds.condition.parts[0] === root)) return null;
  const usable = conditions
    .filter((condition) => condition.path === field.path)
    .map((condition) => fieldBounds(index, position, condition, same))
    .filter((bounds) => bounds !== null);
  const points = usable.find((bounds) => bounds.points?.length === 1) ?? usable.find((bounds) => bounds.points);
  if (points) return points;
  const [first, ...rest] = usable.filter((bounds) => bounds.stretch);
  if (!first || index.multikey) return first ?? null;
  let stretch = first.stretch;
  for (const bounds of rest) if (stretch && bounds.stretch) stretch = intersection(stretch, bounds.stretch);
  return { ...first, stretch };
}

/** Which way the index has to be read for the documents to come in the order asked for; null if it doesn't help. */
function sortOf(index: IndexDefinition, fields: FieldBounds[], question: PlanQuestion): 'forward' | 'backward' | null {
  const { sort } = question;
  if (sort.length === 0 || index.multikey || index.cut || index.collation || question.collation) return null;
  const fixed = new Set<string>();
  for (const bounds of fields) {
    if (bounds.points?.length !== 1) break;
    fixed.add(bounds.condition.path);
  }
  let direction: 'forward' | 'backward' | null = null;
  let position = fixed.size;
  for (const field of sort) {
    if (fixed.has(field.path)) continue;
    const indexed = index.fields[position];
    if (!indexed || indexed.path !== field.path) return null;
    if (fields[position]?.points) return null;
    const needed = indexed.down === field.down ? 'forward' : 'backward';
    if (direction && direction !== needed) return null;
    direction = needed;
    position += 1;
  }
  return direction ?? 'forward';
}

function rangesOf(index: IndexDefinition, fields: FieldBounds[]): KeyRange[] {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let stretch: Stretch | null = null;
  for (const bounds of fields) {
    if (!bounds.points) {
      stretch = bounds.stretch;
      break;
    }
    const points = bounds.points;
    prefixes = prefixes.flatMap((prefix) =>
      points.map((point) => (prefix.length === 0 ? point : Buffer.concat([prefix, point]))),
    );
  }
  const whole = fields.length === index.fields.length && !stretch;
  const ranges = prefixes.map((prefix): KeyRange => {
    if (whole) {
      // A key that was too long is stored cut and with a hash; it is looked for in the same form.
      const key = cutKey(prefix);
      return { start: exactBound(index, key, 'before'), end: exactBound(index, key, 'after') };
    }
    if (!stretch)
      return {
        start: boundKey(index, prefix, prefix.length > 0 ? 'before' : 'at', 'low'),
        end: boundKey(index, prefix, 'after', 'high'),
      };
    return {
      start: boundKey(index, Buffer.concat([prefix, stretch.low]), stretch.lowSide, 'low'),
      end: boundKey(index, Buffer.concat([prefix, stretch.high]), stretch.highSide, 'high'),
    };
  });
  if (ranges.length === 1) return ranges;
  ranges.sort((left, right) => Buffer.compare(left.start, right.start));
  return ranges.filter(
    (range, position) => position === 0 || !range.start.equals((ranges[position - 1] as KeyRange).start),
  );
}

function wholeIndex(index: IndexDefinition, question: PlanQuestion): Plan {
  const none = Buffer.alloc(0);
  const ranges = [{ start: boundKey(index, none, 'at', 'low'), end: boundKey(index, none, 'after', 'high') }];
  return {
    kind: 'index',
    index,
    ranges,
    points: false,
    reverse: question.reverse ?? false,
    sorted: false,
    exact: false,
  };
}

/** An $or of which every branch has an index. */
function planUnion(collection: Collection, question: PlanQuestion): Plan | null {
  const node = question.node.kind === 'and' ? question.node.nodes.find((child) => child.kind === 'or') : question.node;
  if (node?.kind !== 'or') return null;
  const plans: Plan[] = [];
  for (const child of node.nodes) {
    const plan = planQuery(collection, { ...question, node: child, sort: [], hint: null });
    if (plan.kind === 'collection') return null;
    plans.push(plan.kind === 'index' ? { ...plan, exact: false } : plan);
  }
  return { kind: 'union', plans };
}
