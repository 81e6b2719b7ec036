import { expect, it } from '@jest/globals';
import { countryCode } from './country-code.ts';
import { phone, telephoneLink } from './phone.ts';

it.each([
  ['030 901820', 'Germany', '+49 30 901820', 'tel:+4930901820'],
  ['030 901820', 'Deutschland', '+49 30 901820', 'tel:+4930901820'],
  ['(206) 555-0199', 'US', '+1 206 555 0199', 'tel:+12065550199'],
  ['020 7946 0958', 'GB', '+44 20 7946 0958', 'tel:+442079460958'],
  ['+49 30 901820 ext. 12', undefined, '+49 30 901820 ext. 12', 'tel:+4930901820;ext=12'],
  ['030 901820', undefined, '030 901820', 'tel:030901820'],
  ['4711', 'DE', '4711', 'tel:4711'],
  ['ask at the desk 030 901820', 'DE', 'ask at the desk 030 901820', ''],
  ['javascript:alert(1)', 'DE', 'javascript:alert(1)', ''],
  ['', 'DE', '', ''],
])('%j in %s is shown as %j and dialled as %j', (value, country, shown, dialled) => {
  expect(phone(value, country)).toBe(shown);
  expect(telephoneLink(value, country)).toBe(dialled);
});

it.each([
  ['de', 'DE'],
  ['Deutschland', 'DE'],
  ['United States', 'US'],
  ['UK', 'GB'],
  ['Österreich', 'AT'],
  ['Suomi', 'FI'],
  ['Atlantis', undefined],
  ['', undefined],
])('knows %j as %j', (country, code) => {
  expect(countryCode(country)).toBe(code);
});
