import { describe, expect, it } from '@jest/globals';
import type { Mappings } from '../../contract/index.ts';
import { type DirectoryUser, directoryUserSchema } from '../directory/index.ts';
import { addressesOf, kindOf, mapFields, rankOf } from './mapping.ts';

const user = (change: Partial<DirectoryUser>): DirectoryUser =>
  directoryUserSchema.parse({
    id: 'AAAA',
    displayName: 'Zoë Brandt',
    mail: 'Zoe@Contoso.example',
    userPrincipalName: 'zoe@contoso.example',
    accountEnabled: true,
    ...change,
  });

const fieldsOf = (change: Partial<DirectoryUser>, mappings: Mappings = {}, before = {}) =>
  mapFields(user(change), mappings, before).fields;

describe('mapFields', () => {
  it('takes over what Graph gives, and leaves out what is empty', () => {
    expect(
      fieldsOf({
        jobTitle: '  Head of Sales ',
        department: null,
        businessPhones: ['+49 30 1', '+49 30 2'],
        employeeOrgData: { costCenter: '4711', division: null },
        onPremisesExtensionAttributes: { extensionAttribute1: 'Dr.', extensionAttribute2: null },
      }),
    ).toEqual({
      displayName: 'Zoë Brandt',
      jobTitle: 'Head of Sales',
      businessPhone: '+49 30 1',
      mail: 'Zoe@Contoso.example',
      userPrincipalName: 'zoe@contoso.example',
      costCenter: '4711',
      extensionAttribute1: 'Dr.',
    });
  });

  it('follows the mappings: another source, only if empty, never', () => {
    const mappings: Mappings = {
      jobTitle: { from: { join: ['jobTitle', 'department'], separator: ', ' }, ownership: 'always' },
      mobilePhone: { from: 'mobilePhone', ownership: 'onlyIfEmpty' },
      city: { from: 'city', ownership: 'never' },
    };
    const given = { jobTitle: 'Head', department: 'Sales', mobilePhone: '2', city: 'Berlin' };
    expect(fieldsOf(given, mappings, { mobilePhone: '1' })).toMatchObject({
      jobTitle: 'Head, Sales',
      mobilePhone: '1',
    });
    expect(fieldsOf(given, mappings)).toMatchObject({ mobilePhone: '2' });
    expect(fieldsOf(given, mappings).city).toBeUndefined();
  });

  it('takes out what could mislead a reader or break a page, and keeps emoji', () => {
    expect(fieldsOf({ displayName: 'a\u0000b\u202Ec 👩‍💻' }).displayName).toBe('abc 👩‍💻');
  });

  it('cuts what is endless, between characters, and says so', () => {
    const mapped = mapFields(user({ jobTitle: `${'x'.repeat(999)}👍 and more` }), {}, {});
    expect(mapped.fields.jobTitle).toBe('x'.repeat(999));
    expect(mapped.issues).toEqual([{ code: 'FIELD_CUT', message: expect.stringContaining('jobTitle') }]);
  });
});

describe('addressesOf', () => {
  it('knows every address once, in lower case, mail first', () => {
    const proxyAddresses = [
      'smtp:z.brandt@contoso.example',
      'SMTP:ZOE@contoso.example',
      'SIP:zoe@contoso.example',
      'x500:/o=a',
    ];
    expect(addressesOf(user({ proxyAddresses }))).toEqual(['zoe@contoso.example', 'z.brandt@contoso.example']);
  });

  it('finds people without a mailbox by their sign-in name, but not by the long form of a guest', () => {
    expect(addressesOf(user({ mail: null }))).toEqual(['zoe@contoso.example']);
    expect(addressesOf(user({ mail: null, userPrincipalName: 'zoe_other.example#EXT#@contoso.example' }))).toEqual([]);
  });
});

it('takes somebody without a user type for a member, and a shared mailbox for one only where that is known', () => {
  expect(kindOf(user({ userType: null }), undefined)).toBe('user');
  expect(kindOf(user({ userType: 'Guest' }), 'user')).toBe('guest');
  expect(kindOf(user({ accountEnabled: false }), 'shared')).toBe('sharedMailbox');
});

it('ranks enabled before disabled, licensed before unlicensed, older before newer', () => {
  const ranks = [
    rankOf(user({ assignedLicenses: [{}], createdDateTime: '2010' })),
    rankOf(user({ assignedLicenses: [{}], createdDateTime: '2020' })),
    rankOf(user({ createdDateTime: '2000' })),
    rankOf(user({ accountEnabled: false, createdDateTime: '1990' })),
  ];
  expect([...ranks].sort()).toEqual(ranks);
});
