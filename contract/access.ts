import { z } from 'zod';
import { nameSchema } from './name.ts';
import { roles } from './tenant.ts';

const day = 86_400_000;
const units = { h: day / 24, d: day, w: 7 * day, y: 365 * day } as const;
/** No API token lives longer. Milliseconds. */
export const longestTokenLife = 2 * units.y;

/** How long something holds, as `90d`, `12h`, `4w` or `1y`; in milliseconds. */
export const tokenLifeSchema = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,3}[hdwy]$/, 'must be a time like 90d (also 12h, 4w, 1y)')
  .transform((text) => Number.parseInt(text, 10) * units[text.slice(-1) as keyof typeof units])
  .refine((life) => life <= longestTokenLife, 'must be 2y at most');

export const roleSchema = z.enum(roles, `must be one of ${roles.join(', ')}`);

/** `POST /api/v1/tokens`. */
export const newTokenSchema = z.strictObject({
  name: nameSchema(100, 'must be a name, so that you know later what it is for'),
  role: roleSchema,
  expires: tokenLifeSchema.prefault('90d'),
});
export type NewToken = z.infer<typeof newTokenSchema>;

/** An API token as `GET /api/v1/tokens` and `token list --json` show it: never what opens anything. */
export const tokenViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime(),
  expired: z.boolean(),
  /** When it was used last, to about five minutes; absent: never. */
  lastUsedAt: z.iso.datetime().optional(),
});
export type TokenView = z.infer<typeof tokenViewSchema>;

/** The answer to creating one: the only time that the token itself is shown. */
export const createdTokenSchema = tokenViewSchema.extend({ token: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;

/** `POST /api/v1/roles`: the person is found by their address. */
export const newRoleSchema = z.strictObject({
  address: z.string().trim().toLowerCase().min(3).max(320),
  role: roleSchema,
});

/** A role granted in Signet. `id` names it to take it back. */
export const roleGrantViewSchema = z.object({
  id: z.string(),
  address: z.string(),
  role: roleSchema,
  grantedAt: z.iso.datetime(),
});
export type RoleGrantView = z.infer<typeof roleGrantViewSchema>;
