import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { parse } from './http.ts';

const schema = z.strictObject({
  name: z.string().min(1).max(5).optional(),
  long: z.string().min(3).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  half: z.number().multipleOf(0.5).lt(10).optional(),
  on: z.boolean().optional(),
  mode: z.enum(['all', 'groups']).optional(),
  kind: z.literal('image').optional(),
  ids: z.array(z.string()).min(1).max(2).optional(),
  mail: z.email().optional(),
  at: z.iso.datetime().optional(),
  code: z.string().regex(/^x$/).optional(),
  fields: z.partialRecord(z.enum(['city']), z.string()).optional(),
  to: z.union([z.strictObject({ address: z.string() }), z.strictObject({ group: z.string() })]).optional(),
  banner: z
    .discriminatedUnion('kind', [z.object({ kind: z.literal('image') }), z.object({ kind: z.literal('html') })])
    .optional(),
  own: z
    .string()
    .refine((text) => text !== 'b', 'must be anything but b')
    .optional(),
});

describe('what is wrong with a value', () => {
  it.each<[object, string]>([
    [{ name: 7 }, 'name: must be text'],
    [{ name: '' }, 'name: must not be empty'],
    [{ name: 'longer' }, 'name: must have at most 5 characters'],
    [{ long: 'a' }, 'long: must have at least 3 characters'],
    [{ limit: 'many' }, 'limit: must be a number'],
    [{ limit: 1.5 }, 'limit: must be a whole number'],
    [{ limit: 0 }, 'limit: must be at least 1'],
    [{ limit: 201 }, 'limit: must be at most 200'],
    [{ half: 0.7 }, 'half: must be a multiple of 0.5'],
    [{ half: 10 }, 'half: must be below 10'],
    [{ on: 'yes' }, 'on: must be true or false'],
    [{ mode: 'some' }, 'mode: must be one of all, groups'],
    [{ kind: 'html' }, 'kind: must be image'],
    [{ ids: 'a' }, 'ids: must be a list'],
    [{ ids: [] }, 'ids: must not be empty'],
    [{ ids: ['a', 'b', 'c'] }, 'ids: must have at most 2 entries'],
    [{ mail: 'nobody' }, 'mail: must be an e-mail address like anna@example.com'],
    [{ at: 'noon' }, 'at: must be a moment like 2027-01-31T09:00:00Z'],
    [{ code: 'y' }, 'code: is not written as it should be'],
    [{ fields: { town: 'x' } }, 'fields: has nothing called town'],
    [{ to: {} }, 'to: address is missing; or group is missing'],
    [{ to: 7 }, 'to: must be an object'],
    [{ banner: { kind: 'film' } }, 'banner.kind: must be one of image, html'],
    [{ own: 'b' }, 'own: must be anything but b'],
    [{ naem: 'x' }, 'has nothing called naem'],
    [[], 'must be an object'],
  ])('is said in words: %j', (given, words) => {
    expect(() => parse(schema, given)).toThrow(expect.objectContaining({ code: 'VALIDATION', message: words }));
  });

  it('of something left out', () => {
    expect(() => parse(z.object({ name: z.string() }), {})).toThrow('name: is missing');
  });
});
