import { describe, expect, test } from '@jest/globals';
import { type Expression, expressionSchema } from '../../../contract/index.ts';
import { describeExpression, expressionKinds, kindOf, ofKind } from './expression-words.ts';

const joined: Expression = { join: ['givenName', { upper: 'surname' }], separator: ' ' };

describe('expressions in the editor', () => {
  test('are named by their kind, a prefix too, which has a text as well', () => {
    expect(kindOf({ prefix: 'mobilePhone', text: 'M ' })).toBe('prefix');
    expect(kindOf({ text: 'Contoso' })).toBe('text');
    expect(kindOf('jobTitle')).toBe('property');
  });

  test.each(expressionKinds)(
    'changing to %s gives one that the server takes, apart from texts still to be typed',
    (kind) => {
      const changed = ofKind(kind, joined);
      expect(kindOf(changed)).toBe(kind);
      expect(expressionSchema.safeParse(changed).success).toBe(true);
    },
  );

  test('what was inside is kept', () => {
    expect(ofKind('firstOf', joined)).toEqual({ firstOf: ['givenName', { upper: 'surname' }] });
    expect(ofKind('title', { upper: 'city' })).toEqual({ title: 'city' });
    expect(ofKind('property', { upper: 'city' })).toBe('city');
  });

  test('read as words', () => {
    expect(describeExpression(joined)).toBe('First name “ ” Last name in capitals');
    expect(describeExpression(null)).toBe('Nothing');
  });
});
