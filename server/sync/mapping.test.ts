import { describe, expect, it } from '@jest/globals';
import { type DirectoryUser, directoryUserSchema } from '../directory/index.ts';
import { hashOf, mapUser } from './mapping.ts';

const user = (change: Partial<DirectoryUser>): DirectoryUser =>
  directoryUserSchema.parse({
    id: 'AAAA',
    displayName: 'Zoë Brandt',
    mail: 'Zoe@Contoso.example',
    userPrincipalName: 'zoe@contoso.example',
    accountEnabled: true,
    ...change,
  });

describe('mapUser', () => {
  it('takes over what Graph gives, and leaves out what is empty', () => {
    const mapped = mapUser(
      user({
        jobTitle: '  Head of Sales ',
        department: null,
        businessPhones: ['+49 30 1', '+49 30 2'],
        employeeOrgData: { costCenter: '4711', division: null },
      }),
    );
    expect(mapped.fields).toEqual({
      displayName: 'Zoë Brandt',
      jobTitle: 'Head of Sales',
      businessPhone: '+49 30 1',
      mail: 'Zoe@Contoso.example',
      userPrincipalName: 'zoe@contoso.example',
      costCenter: '4711',
    });
  });

  it('knows every address once, in lower case, mail first', () => {
    const { address, addresses } = mapUser(
      user({
        proxyAddresses: [
          'smtp:z.brandt@contoso.example',
          'SMTP:ZOE@contoso.example',
          'SIP:zoe@contoso.example',
          'x500:/o=a',
        ],
      }),
    );
    expect(address).toBe('zoe@contoso.example');
    expect(addresses).toEqual(['zoe@contoso.example', 'z.brandt@contoso.example']);
  });

  it('finds people without a mailbox by their sign-in name, but not by the long form of a guest', () => {
    expect(mapUser(user({ mail: null })).address).toBe('zoe@contoso.example');
    expect(
      mapUser(user({ mail: null, userPrincipalName: 'zoe_other.example#EXT#@contoso.example' })).addresses,
    ).toEqual([]);
  });

  it('takes out what could mislead a reader or break a page, and keeps emoji', () => {
    expect(mapUser(user({ displayName: 'a\u0000b\u202Ec 👩‍💻' })).fields.displayName).toBe('abc 👩‍💻');
  });

  it('cuts what is endless, between characters, and says so', () => {
    const mapped = mapUser(user({ jobTitle: `${'x'.repeat(999)}👍 and more` }));
    expect(mapped.fields.jobTitle).toBe('x'.repeat(999));
    expect(mapped.issues).toEqual([{ code: 'FIELD_CUT', message: expect.stringContaining('jobTitle') }]);
  });
});

describe('hashOf', () => {
  it('changes with what is written, and with nothing else', () => {
    const base = hashOf(mapUser(user({})), ['b', 'a']);
    expect(hashOf(mapUser(user({ assignedLicenses: [] })), ['a', 'b'])).toBe(base);
    expect(hashOf(mapUser(user({ jobTitle: 'x' })), ['a', 'b'])).not.toBe(base);
    expect(hashOf(mapUser(user({})), ['a'])).not.toBe(base);
  });
});
