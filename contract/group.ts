import { z } from 'zod';
import { nameSchema } from './name.ts';

/** A Signet group, as `GET /api/v1/groups` gives it. */
export interface GroupView {
  id: string;
  name: string;
  /** How many people are in it, removed ones aside. */
  people: number;
  /** Of these, how many were put in by hand. */
  byHand: number;
}

/** `POST /api/v1/groups`: a group to be filled by hand. One of this name that is there already is the answer. */
export const newGroupSchema = z.strictObject({ name: nameSchema(100) });
