import { describe, expect, it } from '@jest/globals';
import { UserPacker, unpackUser } from './packed-user.ts';

describe('directory users as they came', () => {
  it('each comes back from the bytes that hold them all, whatever the letters', () => {
    const users = [
      { id: '1', name: 'Zoë 🎉' },
      { id: '2', name: '' },
      { id: '3', name: '张伟', broken: '\ud83d' },
    ];
    const packer = new UserPacker();
    const packed = users.map((user) => {
      packer.write('somebody else ', users);
      expect(packer.write('é ', user).toString()).toBe(`é ${JSON.stringify(user)}`);
      return packer.keep();
    });
    expect(packed.map(unpackUser)).toEqual(users);
  });

  it('those who need more memory than is taken at once disturb none before them', () => {
    const packer = new UserPacker();
    const users = [1, 400_000, 2, 500_000, 3].map((length) => ({ name: 'é'.repeat(length) }));
    const packed = users.map((user) => {
      packer.write('', user);
      return packer.keep();
    });
    expect(packed.map(unpackUser)).toEqual(users);
  });
});
