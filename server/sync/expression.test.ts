import { describe, expect, it } from '@jest/globals';
import { type Expression, expressionSchema } from '../../contract/index.ts';
import type { DirectoryUser } from '../directory/index.ts';
import { evaluateExpression } from './expression.ts';

const user: DirectoryUser = {
  id: '1',
  displayName: "ZOË O'BRIEN-SMITH",
  jobTitle: 'Head of Sales',
  department: null,
  mobilePhone: '0171 1234567',
  usageLocation: 'DE',
  country: 'Germany',
  onPremisesExtensionAttributes: { extensionAttribute1: 'Dr.' },
};

describe('evaluateExpression', () => {
  it.each<[Expression, string]>([
    ['jobTitle', 'Head of Sales'],
    ['extensionAttribute1', 'Dr.'],
    ['department', ''],
    ['no.such.property', ''],
    [{ text: 'Contoso' }, 'Contoso'],
    [{ firstOf: ['department', 'jobTitle'] }, 'Head of Sales'],
    [{ join: ['extensionAttribute1', 'department', 'jobTitle'], separator: ' · ' }, 'Dr. · Head of Sales'],
    [{ upper: 'jobTitle' }, 'HEAD OF SALES'],
    [{ lower: 'jobTitle' }, 'head of sales'],
    [{ title: 'displayName' }, "Zoë O'Brien-Smith"],
    [{ replace: 'jobTitle', find: 'Head', with: 'Director' }, 'Director of Sales'],
    [{ prefix: 'jobTitle', text: 'our ' }, 'our Head of Sales'],
    [{ prefix: 'department', text: 'our ' }, ''],
    [{ phone: 'mobilePhone', format: 'international' }, '+49 171 1234567'],
    [{ phone: 'mobilePhone', country: { text: 'de' }, format: 'e164' }, '+491711234567'],
    [{ phone: { text: 'ext. 12' }, format: 'international' }, 'ext. 12'],
  ])('%j gives %j', (expression, expected) => {
    expect(expressionSchema.safeParse(expression).success).toBe(true);
    expect(evaluateExpression(expression, user)).toBe(expected);
  });
});

it('refuses an expression that is no expression', () => {
  expect(expressionSchema.safeParse({ eval: 'process.exit()' }).success).toBe(false);
  expect(expressionSchema.safeParse('a b').success).toBe(false);
});
