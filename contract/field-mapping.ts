import { z } from 'zod';
import { personFields } from './person.ts';

/**
 * Where a field's value comes from: a directory property by name, or a small expression. No code: every expression ends, and
 * sees nothing but the user.
 */
export type Expression =
  | string
  | { text: string }
  | { firstOf: Expression[] }
  | { join: Expression[]; separator: string }
  | { upper: Expression }
  | { lower: Expression }
  | { title: Expression }
  | { replace: Expression; find: string; with: string }
  | { prefix: Expression; text: string }
  | { phone: Expression; country?: Expression; format: 'international' | 'national' | 'e164' };

const property = z
  .string()
  .regex(/^[A-Za-z][\w.]{0,119}$/, 'must be the name of a directory property, like jobTitle or extensionAttribute1');
const text = z.string().max(200);
const mostDeep = 5;

function expressionAt(depth: number): z.ZodType<Expression> {
  const leaf = z.union([property, z.strictObject({ text })]);
  if (depth >= mostDeep) return leaf;
  const inner = z.lazy(() => expressionAt(depth + 1));
  return z.union([
    leaf,
    z.strictObject({ firstOf: z.array(inner).min(1).max(10) }),
    z.strictObject({ join: z.array(inner).min(1).max(10), separator: text }),
    z.strictObject({ upper: inner }),
    z.strictObject({ lower: inner }),
    z.strictObject({ title: inner }),
    z.strictObject({ replace: inner, find: text.min(1), with: text }),
    z.strictObject({ prefix: inner, text }),
    z.strictObject({ phone: inner, country: inner.optional(), format: z.enum(['international', 'national', 'e164']) }),
  ]);
}
export const expressionSchema = expressionAt(0);

/** Who decides a field: the directory each time, the directory as long as nothing is there, or never the directory. */
export const ownerships = ['always', 'onlyIfEmpty', 'never'] as const;
export type Ownership = (typeof ownerships)[number];

export const fieldMappingSchema = z.strictObject({
  from: expressionSchema,
  ownership: z.enum(ownerships).default('always'),
});
export type FieldMapping = z.infer<typeof fieldMappingSchema>;

const mappable = z.union([z.enum(personFields), z.string().regex(/^extensionAttribute([1-9]|1[0-5])$/)]);

/** The mappings that differ from the default ones, by field. */
export const mappingsSchema = z.partialRecord(mappable, fieldMappingSchema);
export type Mappings = z.infer<typeof mappingsSchema>;
