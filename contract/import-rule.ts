import { z } from 'zod';
import { conditionOf } from './condition.ts';
import { nameSchema } from './name.ts';

const attribute = z
  .string()
  .regex(/^[A-Za-z][\w.]{0,119}$/, 'must be the name of a directory attribute, like department or extensionAttribute1');

/** A condition over directory attributes as Graph spells them, and directory groups by id. */
export const conditionSchema = conditionOf(attribute, z.guid('must be the id of a directory group'));

/** If the condition holds: import or leave out, and into which groups (by name). The first match decides import, all matches add groups. */
export const importRuleSchema = z.strictObject({
  name: nameSchema(100),
  condition: conditionSchema,
  action: z.enum(['import', 'leaveOut']).default('import'),
  groups: z.array(nameSchema(100)).max(50).default([]),
});
export type ImportRule = z.infer<typeof importRuleSchema>;
