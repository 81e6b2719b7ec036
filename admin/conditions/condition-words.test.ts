import { describe, expect, test } from '@jest/globals';
import type { Condition } from '../../contract/index.ts';
import { describeCondition } from './condition-words.ts';

describe('a condition in words', () => {
  const sales: Condition = { field: 'department', operator: 'equals', value: 'Sales' };

  test('reads as a sentence, nested parts in brackets', () => {
    const nested: Condition = {
      all: [
        sales,
        {
          any: [
            { field: 'city', operator: 'in', value: ['Oslo', 'Rome'] },
            { operator: 'memberOf', value: 'g1', not: true },
          ],
        },
      ],
    };
    expect(describeCondition(nested, (id) => `<${id}>`)).toBe(
      'Department is “Sales” and (City is one of Oslo, Rome or the person is not a member of <g1>)',
    );
  });

  test('needs no brackets around one part, and no value for what is empty', () => {
    const alone: Condition = { any: [{ all: [sales] }] };
    expect(describeCondition(alone, String)).toBe('Department is “Sales”');
    expect(describeCondition({ field: 'extensionAttribute3', operator: 'isEmpty', not: true }, String)).toBe(
      'Extension attribute 3 is filled',
    );
  });
});
