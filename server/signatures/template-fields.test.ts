import { expect, it } from '@jest/globals';
import { templateFields } from './template-fields.ts';
import { buildPerson } from './testing.ts';

it('gives the cleaned fields, and nothing else of a person', () => {
  const person = buildPerson({ displayName: ' Anna\0 Berg ', extensionAttribute3: 'x', jobTitle: '' });
  Object.assign(person.fields, {
    constructor: 'x',
    password: 'x',
    extensionAttribute16: 'x',
    department: { toString: () => 'x' },
  });
  const fields = templateFields(person, '');
  expect({ ...fields }).toEqual({
    displayName: 'Anna Berg',
    extensionAttribute3: 'x',
    language: 'en',
    name: 'Anna Berg',
    signetPerson: 'tenant:person',
    senderMail: '',
    countryCode: undefined,
  });
  expect(Object.getPrototypeOf(fields)).toBeNull();
});

it('spells the sender address as the directory does, where it is the same', () => {
  const person = buildPerson({ mail: 'Anna.Berg@contoso.com' });
  expect(templateFields(person, 'anna.berg@contoso.com').senderMail).toBe('Anna.Berg@contoso.com');
  expect(templateFields(person, 'sales@contoso.com').senderMail).toBe('sales@contoso.com');
  expect(templateFields(person, '').senderMail).toBe('Anna.Berg@contoso.com');
});

it('finds a name', () => {
  const name = (fields: object, from = '') => templateFields(buildPerson(fields), from).name;
  expect(name({ displayName: 'A', givenName: 'B' })).toBe('A');
  expect(name({ givenName: 'Anna', surname: 'Berg' })).toBe('Anna Berg');
  expect(name({ surname: 'Berg' })).toBe('Berg');
  expect(name({}, 'info@contoso.com')).toBe('info');
  expect(name({})).toBe('');
});

it('knows the country and the team’s mailbox', () => {
  const team = templateFields(buildPerson({ country: 'Schweiz', usageLocation: 'DE' }, { kind: 'sharedMailbox' }), '');
  expect(team).toMatchObject({ countryCode: 'CH', sharedMailbox: 'yes' });
  expect(templateFields(buildPerson({ usageLocation: 'DE' }), '')).toMatchObject({ countryCode: 'DE' });
});
