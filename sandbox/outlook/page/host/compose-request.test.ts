import { expect, it } from '@jest/globals';
import { readComposeRequest, writeComposeRequest } from './compose-request.ts';

it('reads a deep link, and writes it again', () => {
  const link = '?as=a%40b.example&compose=reply&format=text&from=info%40b.example&fault=saveAsync%3Ahang&fault=x%3A1';
  const request = readComposeRequest(link);
  expect(request).toEqual({
    as: 'a@b.example',
    kind: 'reply',
    format: 'text',
    from: 'info@b.example',
    faults: ['saveAsync:hang', 'x:1'],
  });
  expect(writeComposeRequest(request)).toBe(link);
});

it('makes a new HTML mail of everything it does not know', () => {
  expect(readComposeRequest('?compose=poem&format=rtf&as=')).toEqual({ kind: 'newMail', format: 'html', faults: [] });
});
