import { z } from 'zod';

/** What nobody sees: control and format characters, halves of characters, every kind of space. */
const unseen = /[\p{C}\p{Z}]/gu;

/** The name that somebody gives to something: at most so many characters, and something of it can be read. */
export const nameSchema = (most: number, problem?: string) =>
  z
    .string(problem)
    .trim()
    .min(1)
    .max(most)
    .refine((name) => name.replace(unseen, '') !== '', 'must be a name that can be read');
