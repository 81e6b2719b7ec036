import { z } from 'zod';
import { type GroupView, newGroupSchema } from '../group.ts';
import { editors, listOf, readers, room } from './route.ts';

const group: z.ZodType<GroupView> = z
  .strictObject({ id: z.string(), name: z.string(), people: z.number(), byHand: z.number() })
  .meta({ id: 'Group' });

/** Signet's groups. */
export const groupApi = room('Groups', '/api/v1', [
  {
    ...{ method: 'get', path: '/groups', does: 'The groups, with how many people are in each', may: readers },
    answers: { 200: listOf(group) },
  },
  {
    ...{ method: 'post', path: '/groups', does: 'Make a group to be filled by hand', may: editors },
    body: { schema: newGroupSchema, example: { name: 'Board' } },
    answers: { 201: group, 200: group },
  },
]);
