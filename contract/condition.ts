import { z } from 'zod';

/** How a condition compares a value. Letter case never matters. */
export const operators = [
  'equals',
  'contains',
  'startsWith',
  'endsWith',
  'in',
  'matches',
  'isEmpty',
  'memberOf',
] as const;
export type Operator = (typeof operators)[number];

const text = z.string().max(1000);
const negatable = { not: z.boolean().optional() };

/** One comparison, of a field or with a group, each as the conditions of its kind name them. */
function comparisonOf(field: z.ZodType<string>, group: z.ZodType<string>) {
  return z.discriminatedUnion('operator', [
    z.strictObject({
      ...negatable,
      field,
      operator: z.enum(['equals', 'contains', 'startsWith', 'endsWith', 'matches']),
      value: text,
    }),
    z.strictObject({ ...negatable, field, operator: z.literal('in'), value: z.array(text).min(1).max(1000) }),
    z.strictObject({ ...negatable, field, operator: z.literal('isEmpty') }),
    z.strictObject({ ...negatable, operator: z.literal('memberOf'), value: group }),
  ]);
}

/** One comparison. Of a field with several values (businessPhones), any may match. */
export type Comparison = z.infer<ReturnType<typeof comparisonOf>>;

/** A comparison, or several of them, all or any of which must hold; nested as deep as somebody can read. */
export type Condition = Comparison | { all: Condition[] } | { any: Condition[] };

const mostDeep = 6;

/** Conditions at most six levels deep, over fields and groups of one kind. */
export function conditionOf(field: z.ZodType<string>, group: z.ZodType<string>): z.ZodType<Condition> {
  const comparison = comparisonOf(field, group);
  const conditionAt = (depth: number): z.ZodType<Condition> => {
    if (depth >= mostDeep) return comparison;
    const inner = z.lazy(() => conditionAt(depth + 1));
    return z.union(
      [
        comparison,
        z.strictObject({ all: z.array(inner).min(1).max(50) }),
        z.strictObject({ any: z.array(inner).min(1).max(50) }),
      ],
      { error: problemOf },
    );
  };
  return conditionAt(0);
}

/** What is wrong with a condition of the kind it looks like: of a union as a whole, it would only be “invalid”. */
function problemOf({ input, errors = [] }: { input?: unknown; errors?: z.core.$ZodIssue[][] }): string {
  const looksLike = (key: string) => typeof input === 'object' && input !== null && key in input;
  const [first] = errors[looksLike('all') ? 1 : looksLike('any') ? 2 : 0] ?? [];
  if (first === undefined) return 'must be a comparison, or all or any of several';
  return `${first.path.length > 0 ? `${first.path.join('.')}: ` : ''}${first.message}`;
}

/** Why a condition holds or doesn't, for one person: each comparison with the value it met. */
export type ConditionTrail =
  | { kind: 'comparison'; comparison: Comparison; actual: string[]; holds: boolean }
  | { kind: 'all' | 'any'; parts: ConditionTrail[]; holds: boolean };
