import { z } from 'zod';
import { conditionOf } from './condition.ts';

const attribute = z
  .string()
  .regex(/^[A-Za-z][\w.]{0,119}$/, 'must be the name of a directory attribute, like department or extensionAttribute1');

/** A condition over directory attributes as Graph spells them, and directory groups by id. */
export const conditionSchema = conditionOf(attribute, z.guid('must be the id of a directory group'));

/** If the condition holds: import or leave out, and into which groups (by name). The first match decides import, all matches add groups. */
export const importRuleSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  condition: conditionSchema,
  action: z.enum(['import', 'leaveOut']).default('import'),
  groups: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
});
export type ImportRule = z.infer<typeof importRuleSchema>;
