import { expect, it } from '@jest/globals';
import { postalAddress } from './postal-address.ts';

const place = { streetAddress: 'Street 1', city: 'Town', state: 'ST', postalCode: '12345' };

it.each([
  [{ ...place, country: 'Germany' }, 'Street 1|12345 Town|Germany'],
  [{ ...place, country: 'United States' }, 'Street 1|Town, ST 12345|United States'],
  [{ ...place, country: 'Australia' }, 'Street 1|Town ST 12345|Australia'],
  [{ ...place, country: 'UK' }, 'Street 1|Town, 12345|UK'],
  [{ ...place, usageLocation: 'CA' }, 'Street 1|Town, ST 12345'],
  [{ city: 'Town', country: 'US' }, 'Town|US'],
  [{ streetAddress: 'Street 1' }, 'Street 1'],
  [{ country: 'Germany' }, ''],
  [{}, ''],
])('%j', (fields, lines) => {
  expect(postalAddress(fields).join('|')).toBe(lines);
});
