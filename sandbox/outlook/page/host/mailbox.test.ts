import { expect, it } from '@jest/globals';
import { hueOf, initialsOf, mailboxOf, searchMailboxes, sendersFor } from './mailbox.ts';

const ada = {
  oid: '1',
  name: 'Ada Lindqvist',
  address: 'ada@x.example',
  addresses: ['ADA@x.example', 'al@x.example'],
  sendAs: ['info@x.example', 'gone@x.example'],
};
const info = { oid: '2', name: 'Information', address: 'info@x.example', addresses: ['info@x.example'], sendAs: [] };

it('finds a mailbox by any of its addresses', () => {
  expect(mailboxOf([info, ada], 'AL@X.example')).toBe(ada);
  expect(mailboxOf([info, ada], 'nobody@x.example')).toBeUndefined();
});

it('offers own addresses once each, then shared mailboxes under their names', () => {
  expect(sendersFor([ada, info], ada)).toEqual({
    own: [
      { name: 'Ada Lindqvist', address: 'ada@x.example' },
      { name: 'Ada Lindqvist', address: 'al@x.example' },
    ],
    shared: [
      { name: 'Information', address: 'info@x.example' },
      { name: 'gone@x.example', address: 'gone@x.example' },
    ],
  });
});

it('searches names and addresses by all words', () => {
  expect(searchMailboxes([ada, info], 'lind al@')).toEqual([ada]);
  expect(searchMailboxes([ada, info], '')).toHaveLength(2);
});

it.each([
  ['Ada Lindqvist', 'AL'],
  ['O’Brien, Niamh', 'ON'],
  ['山田 太郎', '山太'],
  ['<script>', 'S'],
  ['!!', '?'],
  ['', '?'],
])('draws %s as %s', (name, letters) => {
  expect(initialsOf(name)).toBe(letters);
  expect(hueOf(name)).toBeGreaterThanOrEqual(0);
  expect(hueOf(name)).toBeLessThan(360);
});
