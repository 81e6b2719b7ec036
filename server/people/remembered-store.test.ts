import { describe, expect, it } from '@jest/globals';
import { packUsers, unpackUser } from './remembered-store.ts';

describe('directory users as they came', () => {
  it('each comes back from the bytes that hold them all, whatever the letters', () => {
    const users = [
      { id: '1', name: 'Zoë 🎉' },
      { id: '2', name: '' },
      { id: '3', name: '张伟', broken: '\ud83d' },
    ];
    expect(packUsers(users.map((user) => JSON.stringify(user))).map(unpackUser)).toEqual(users);
    expect(packUsers([])).toEqual([]);
  });
});
