import { z } from 'zod';

/** How a condition compares a directory attribute. Letter case never matters. */
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

const attribute = z
  .string()
  .regex(/^[A-Za-z][\w.]{0,119}$/, 'must be the name of a directory attribute, like department or extensionAttribute1');
const text = z.string().max(1000);

const negatable = { not: z.boolean().optional() };

/** One comparison. `field` names a directory attribute as Graph spells it; of a list (businessPhones), any element may match. */
const comparisonSchema = z.discriminatedUnion('operator', [
  z.strictObject({
    ...negatable,
    field: attribute,
    operator: z.enum(['equals', 'contains', 'startsWith', 'endsWith', 'matches']),
    value: text,
  }),
  z.strictObject({ ...negatable, field: attribute, operator: z.literal('in'), value: z.array(text).min(1).max(1000) }),
  z.strictObject({ ...negatable, field: attribute, operator: z.literal('isEmpty') }),
  z.strictObject({
    ...negatable,
    operator: z.literal('memberOf'),
    value: z.guid('must be the id of a directory group'),
  }),
]);
export type Comparison = z.infer<typeof comparisonSchema>;

/** A comparison, or several of them, all or any of which must hold; nested as deep as somebody can read. */
export type Condition = Comparison | { all: Condition[] } | { any: Condition[] };

const mostDeep = 6;

/** Conditions at most six levels deep. */
function conditionAt(depth: number): z.ZodType<Condition> {
  if (depth >= mostDeep) return comparisonSchema;
  const inner = z.lazy(() => conditionAt(depth + 1));
  return z.union([
    comparisonSchema,
    z.strictObject({ all: z.array(inner).min(1).max(50) }),
    z.strictObject({ any: z.array(inner).min(1).max(50) }),
  ]);
}
export const conditionSchema = conditionAt(0);

/** If the condition holds: import or leave out, and into which groups (by name). The first match decides import, all matches add groups. */
export const importRuleSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  condition: conditionSchema,
  action: z.enum(['import', 'leaveOut']).default('import'),
  groups: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
});
export type ImportRule = z.infer<typeof importRuleSchema>;

/** Why a condition holds or doesn't, for one user: each comparison with the value it met. */
export type ConditionTrail =
  | { kind: 'comparison'; comparison: Comparison; actual: string[]; holds: boolean }
  | { kind: 'all' | 'any'; parts: ConditionTrail[]; holds: boolean };
