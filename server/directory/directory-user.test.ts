import { describe, expect, it } from '@jest/globals';
import { directoryUserSchema, isDirectoryUser } from './directory-user.ts';

const whole = {
  id: '8f3c',
  userPrincipalName: 'ada@contoso.example',
  mail: null,
  proxyAddresses: ['SMTP:ada@contoso.example'],
  employeeOrgData: { costCenter: 'CC-1', division: null },
  businessPhones: [],
  accountEnabled: true,
  assignedLicenses: [{ skuId: '1' }],
  onPremisesExtensionAttributes: { extensionAttribute1: 'Blue', extensionAttribute2: null },
  manager: { id: '9', displayName: 'Grace', mail: null },
  '@removed': { reason: 'changed' },
  extension_4711_badge: { anything: [1] },
};

const values = ['text', '', 7, true, null, undefined, [], ['text'], [7], [null], {}, { id: 'a' }, { id: 7 }];
const inside = {
  employeeOrgData: ['costCenter', 'division'],
  manager: ['id', 'displayName', 'mail'],
  onPremisesExtensionAttributes: ['extensionAttribute1'],
  '@removed': ['reason'],
};

function variants(): [string, unknown][] {
  const tops = [...Object.keys(directoryUserSchema.shape), 'unknown'].flatMap((name) =>
    values.map((value): [string, unknown] => [`${name} = ${JSON.stringify(value)}`, { ...whole, [name]: value }]),
  );
  const inner = Object.entries(inside).flatMap(([name, parts]) =>
    parts.flatMap((part) =>
      values.map((value): [string, unknown] => [
        `${name}.${part} = ${JSON.stringify(value)}`,
        { ...whole, [name]: { ...whole[name as keyof typeof inside], [part]: value } },
      ]),
    ),
  );
  return [...tops, ...inner, ['nothing', null], ['text', 'id'], ['a list', [whole]]];
}

describe('isDirectoryUser', () => {
  it('takes a user with everything, and one with an id only', () => {
    expect(isDirectoryUser(whole)).toBe(true);
    expect(isDirectoryUser({ id: '1' })).toBe(true);
  });

  it('says of every wrong value in every field what the schema says', () => {
    const differing = variants().filter(
      ([, value]) => isDirectoryUser(value) !== directoryUserSchema.safeParse(value).success,
    );
    expect(differing.map(([name]) => name)).toEqual([]);
  });

  it('takes nothing that the schema would alter', () => {
    const altered = variants()
      .filter(([, value]) => isDirectoryUser(value))
      .filter(
        ([, value]) => JSON.stringify(sorted(directoryUserSchema.parse(value))) !== JSON.stringify(sorted(value)),
      );
    expect(altered.map(([name]) => name)).toEqual([]);
  });
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
