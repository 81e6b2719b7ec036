import { z } from 'zod';

/** `GET /api/v1/audit.csv`: `target` is the id of whom or what it is about, `subject` the first word of what was done: `role`. */
export const auditFilterSchema = z.object({
  target: z.string().max(200).optional(),
  subject: z
    .string()
    .regex(/^[a-zA-Z]{0,40}$/, 'must be one word like person, role or template')
    .optional(),
});

/** `GET /api/v1/audit`: the same in pages, newest first. */
export const auditQuerySchema = auditFilterSchema.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** Something that was done: by whom, what, to whom, from what to what, when. */
export interface AuditView {
  id: string;
  at: string;
  by: { kind: 'user' | 'token' | 'command' | 'system'; name: string; address?: string };
  what: string;
  targets: string[];
  before?: unknown;
  after?: unknown;
  reason?: string;
}
