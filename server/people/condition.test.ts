import { describe, expect, it } from '@jest/globals';
import { type Condition, conditionSchema } from '../../contract/index.ts';
import { conditionProblems, explainCondition, groupsAskedAbout, holds, type Subject } from './condition.ts';

const group = '11111111-2222-3333-4444-555555555555';
const values = new Map([
  ['displayName', ['Zoë Brandt']],
  ['department', ['Sales EMEA']],
  ['businessPhones', ['+49 30 1', '+49 30 2']],
]);
const subject: Subject = { valuesOf: (field) => values.get(field) ?? [], memberOf: new Set([group]) };

describe('holds', () => {
  it.each<[string, Condition, boolean]>([
    ['equals, letter case aside', { field: 'department', operator: 'equals', value: 'sales emea' }, true],
    ['equals is the whole value', { field: 'department', operator: 'equals', value: 'sales' }, false],
    ['equals nothing where it is empty', { field: 'city', operator: 'equals', value: '' }, true],
    ['contains', { field: 'department', operator: 'contains', value: 'EME' }, true],
    ['starts', { field: 'department', operator: 'startsWith', value: 'sales' }, true],
    ['ends', { field: 'department', operator: 'endsWith', value: 'sales' }, false],
    ['one of', { field: 'department', operator: 'in', value: ['Marketing', 'sales emea'] }, true],
    ['any element of a list', { field: 'businessPhones', operator: 'endsWith', value: '2' }, true],
    ['a regular expression', { field: 'department', operator: 'matches', value: '^sales (emea|apac)$' }, true],
    ['is empty', { field: 'city', operator: 'isEmpty' }, true],
    ['a property that was never set is empty', { field: 'state', operator: 'isEmpty' }, true],
    ['member of a group', { operator: 'memberOf', value: group.toUpperCase() }, true],
    ['not', { field: 'department', operator: 'equals', value: 'sales emea', not: true }, false],
    [
      'all',
      {
        all: [
          { field: 'city', operator: 'isEmpty' },
          { field: 'department', operator: 'contains', value: 'x' },
        ],
      },
      false,
    ],
    [
      'any, nested',
      {
        any: [
          { field: 'department', operator: 'contains', value: 'x' },
          { all: [{ field: 'city', operator: 'isEmpty' }] },
        ],
      },
      true,
    ],
  ])('%s', (_name, condition, expected) => {
    expect(conditionSchema.safeParse(condition).success).toBe(true);
    expect(holds(condition, subject)).toBe(expected);
  });

  it('takes linear time for an expression that stalls backtracking engines', () => {
    const condition: Condition = { field: 'displayName', operator: 'matches', value: '^(a+)+$' };
    expect(holds(condition, { ...subject, valuesOf: () => [`${'a'.repeat(50_000)}!`] })).toBe(false);
  });
});

it('tells each comparison with the value it met', () => {
  const trail = explainCondition(
    {
      any: [
        { field: 'department', operator: 'equals', value: 'HR' },
        { field: 'city', operator: 'isEmpty' },
      ],
    },
    subject,
  );
  expect(trail).toMatchObject({
    kind: 'any',
    holds: true,
    parts: [
      { actual: ['Sales EMEA'], holds: false },
      { actual: [], holds: true },
    ],
  });
});

it('names the groups that have to be read', () => {
  expect(
    groupsAskedAbout({
      all: [
        { operator: 'memberOf', value: group },
        { field: 'city', operator: 'isEmpty' },
      ],
    }),
  ).toEqual([group]);
});

it('says what is wrong with an expression', () => {
  const city = (value: string): Condition => ({ field: 'city', operator: 'matches', value });
  expect(conditionProblems({ any: [city('^(sales|hr)$')] })).toEqual([]);
  expect(conditionProblems({ any: [city('^(sales|hr)$'), city('(unclosed')] })).toEqual([
    expect.stringMatching(/\(unclosed\): .*missing/i),
  ]);
});

it('refuses conditions nobody could read', () => {
  const deep = Array.from({ length: 8 }).reduce<unknown>((inner) => ({ all: [inner] }), {
    field: 'city',
    operator: 'isEmpty',
  });
  expect(conditionSchema.safeParse(deep).success).toBe(false);
  expect(conditionSchema.safeParse({ field: '$where', operator: 'isEmpty' }).success).toBe(false);
});
