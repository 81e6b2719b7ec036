import { expect, it } from '@jest/globals';
import { callOf, fieldsOf, readCall, textOf, writeCall } from './call-text.ts';

it.each([
  ['{{jobTitle}}', 'jobTitle', [], []],
  ['{{phone businessPhone link=true color="#6e7780"}}', 'phone', ['businessPhone'], ['link', 'color']],
  ['{{join jobTitle (address) sep=" · "}}', 'join', ['jobTitle', '(address)'], ['sep']],
  [`{{image "a-b" width=120 alt='say "hi"'}}`, 'image', ['"a-b"'], ['width', 'alt']],
])('%s is read into its parts and written as it was', (raw, name, values, named) => {
  const call = callOf(raw);
  expect([call?.name, call?.values, [...(call?.named.keys() ?? [])]]).toEqual([name, values, named]);
  expect(call && writeCall(call)).toBe(raw);
});

it.each(['{{{html}}}', '{{../name}}', '{{join a "b}}', '{{> part}}', '{{a b=}}'])('%s is more than a call', (raw) => {
  expect(callOf(raw)).toBeNull();
});

it('says which fields are asked for, and what a text says', () => {
  expect(fieldsOf({ values: ['jobTitle', '(any businessPhone (tel mobilePhone))', '(address)', '"x"', '12'] })).toEqual(
    [...['jobTitle', 'businessPhone', 'mobilePhone', 'address']],
  );
  expect([textOf('"a b"'), textOf("'c'"), textOf('field'), textOf(undefined)]).toEqual([
    'a b',
    'c',
    undefined,
    undefined,
  ]);
  expect(readCall('eq language "de"')?.values).toEqual(['language', '"de"']);
});
