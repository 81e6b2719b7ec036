import { z } from 'zod';
import { errorCodes } from '../error-codes.ts';
import { type Role, roles } from '../tenant.ts';

/** Who may call a route: people and API tokens with one of these roles; an employee, by the add-in or signed in; Microsoft Graph; or anyone. */
export type Caller = readonly Role[] | 'employee' | 'graph' | 'anyone';

/** What a route takes or gives where it is no JSON. */
export interface OtherContent {
  type: string;
}

/** One route of the API, as the document shows it and as the tests hold the server to it. */
export interface ApiRoute {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express writes it: `/people/:id`. */
  path: string;
  /** What it does, in one line. */
  does: string;
  may: Caller;
  query?: z.ZodObject;
  /** The body, with one that is right. */
  body?: { schema: z.ZodType | OtherContent; example: unknown };
  /** What it answers by status when all is well; null: no body. */
  answers: Record<number, z.ZodType | OtherContent | null>;
}

/** The routes of one room, under its name in the document. */
export interface ApiRoom {
  name: string;
  routes: ApiRoute[];
}

export const admins = ['admin'] as const;
export const editors = ['admin', 'editor'] as const;
export const readers = roles;
/** What only looks after the rules: admins, and auditors who see it. */
export const overseers = ['admin', 'auditor'] as const;

/** A room's routes below a prefix. */
export function room(name: string, prefix: string, routes: ApiRoute[]): ApiRoom {
  return { name, routes: routes.map((route) => ({ ...route, path: `${prefix}${route.path}` })) };
}

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().optional() });

/** A whole list. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item) });

/** What every failed call answers. */
export const errorSchema = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(errorCodes)),
      message: z.string(),
      details: z.unknown().optional(),
      requestId: z.string(),
    }),
  })
  .meta({ id: 'Error' });

/** The smallest picture there is, as an example of a body: a GIF of one pixel. */
export const pixel =
  'GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000,\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0002\u0002D\u0001\u0000;';
