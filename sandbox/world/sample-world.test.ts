import { describe, expect, it } from '@jest/globals';
import { offices } from './offices.ts';
import { createWorld } from './sample-world.ts';
import type { UserEntry } from './types.ts';

const world = createWorld();
const everyone = [...world.presentUsers()];
const some = (test: (entry: UserEntry) => boolean) => everyone.filter(test).length;

describe('the sample directory', () => {
  it('is the same each time', () => {
    const again = [...createWorld().presentUsers()];
    expect(again.map(({ user, managerId }) => [user, managerId])).toEqual(
      everyone.map(({ user, managerId }) => [user, managerId]),
    );
  });

  it('has about 250 people in seven countries, with everything that real directories have', () => {
    expect(everyone.length).toBeGreaterThan(235);
    expect(everyone.length).toBeLessThan(265);
    expect(new Set(everyone.map(({ user }) => user.country).filter(Boolean)).size).toBe(7);
    expect(some(({ photo }) => photo !== undefined)).toBeGreaterThan(100);
    expect(some(({ user }) => user.creationType === 'Invitation')).toBe(12);
    expect(some(({ purpose }) => purpose === 'shared')).toBe(8);
    expect(some(({ purpose }) => purpose === 'room' || purpose === 'equipment')).toBe(7);
    expect(some(({ user, purpose }) => user.accountEnabled === false && purpose === 'user')).toBeGreaterThan(4);
    expect(some(({ user, purpose }) => !user.assignedLicenses?.length && purpose === 'user')).toBeGreaterThan(4);
    expect(some(({ sendAs }) => Boolean(sendAs?.length))).toBeGreaterThan(30);
  });

  it('gives every address and object id to one only', () => {
    const addresses = everyone.flatMap(({ user }) =>
      (user.proxyAddresses ?? []).map((address) => address.toLowerCase()),
    );
    const repeated = addresses.filter((address, index) => addresses.indexOf(address) !== index);
    expect(repeated).toEqual([]);
    expect(new Set(everyone.map(({ user }) => user.id)).size).toBe(everyone.length);
  });

  it('gives everyone with an address exactly one primary one', () => {
    for (const { user } of everyone) {
      const primary = (user.proxyAddresses ?? []).filter((address) => address.startsWith('SMTP:'));
      expect([user.displayName, primary.length]).toEqual([user.displayName, user.mail ? 1 : 0]);
    }
  });

  it('leads from everyone to the chief executive without a circle', () => {
    for (const entry of everyone.filter(
      ({ purpose, user }) => purpose === 'user' && user.jobTitle !== 'Chief Executive Officer',
    )) {
      let [steps, boss] = [0, world.entry(entry.managerId ?? '')];
      while (boss?.managerId && steps < 10) [steps, boss] = [steps + 1, world.entry(boss.managerId)];
      expect(boss?.user.jobTitle).toBe('Chief Executive Officer');
    }
  });

  it('gives nobody in an office the number of another', () => {
    for (const { city } of offices) {
      const phones = everyone.filter(({ user }) => user.city === city).map(({ user }) => user.businessPhones?.[0]);
      expect(new Set(phones).size).toBe(phones.length);
    }
  });
});

describe('a large directory', () => {
  it('is there at once, and can be changed like any other', () => {
    const large = createWorld({ people: 100_000 });
    expect(large.places).toBeGreaterThan(100_200);
    const place = large.places - 1;
    const { user } = large.userAt(place) ?? {};
    expect(large.findUser(user?.userPrincipalName ?? '')?.user).toEqual(user);
    large.changeUser(user?.id ?? '', { jobTitle: 'Changed' });
    expect(large.userAt(place)?.user.jobTitle).toBe('Changed');
    large.softDelete(user?.id ?? '');
    expect(large.findUser(user?.id ?? '')).toBeUndefined();
  });
});

describe('changing the world', () => {
  it('lets two people swap their names, and a name be taken over from someone deleted', () => {
    const changing = createWorld();
    const [a = '', b = ''] = ['ada.lindgaard', 'jonas.petersen'].map(
      (name) => changing.findUser(`${name}@northwind-harbour.example`)?.user.id,
    );
    changing.changeUser(a, { userPrincipalName: 'jonas.petersen@northwind-harbour.example' });
    changing.changeUser(b, { userPrincipalName: 'ada.lindgaard@northwind-harbour.example' });
    expect(changing.findUser('jonas.petersen@northwind-harbour.example')?.user.id).toBe(a);
    expect(changing.findUser('ada.lindgaard@northwind-harbour.example')?.user.id).toBe(b);
    changing.softDelete(b);
    const again = changing.addUser({ userPrincipalName: 'ada.lindgaard@northwind-harbour.example' });
    expect(again).not.toBe(b);
    expect(changing.findUser('Ada.Lindgaard@northwind-harbour.example')?.user.id).toBe(again);
  });
});
