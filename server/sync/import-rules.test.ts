import { describe, expect, it } from '@jest/globals';
import type { ImportRule } from '../../contract/index.ts';
import type { DirectoryUser } from '../directory/index.ts';
import { defaultSettings } from '../tenants/index.ts';
import { decide } from './import-rules.ts';
import { enabledOf, kindOf, licensedOf } from './mapping.ts';

const rule = (value: string, change: Partial<ImportRule> = {}): ImportRule => ({
  name: value,
  condition: { field: 'department', operator: 'equals', value },
  action: 'import',
  groups: [value],
  ...change,
});
const someone = (change = {}): DirectoryUser => ({
  id: '1',
  displayName: 'A',
  department: 'Sales',
  accountEnabled: true,
  assignedLicenses: [{}],
  ...change,
});
const candidate = (user: DirectoryUser, purpose?: string) => ({
  user,
  memberOf: new Set<string>(),
  kind: kindOf(user, purpose),
  enabled: enabledOf(user),
  licensed: licensedOf(user),
});
const decideBy =
  (importRules: ImportRule[], include = {}) =>
  (user = someone(), purpose?: string) =>
    decide(candidate(user, purpose), { importRules, include: { ...defaultSettings.sync.include, ...include } });

describe('decide', () => {
  it('imports whoever no rule names', () =>
    expect(decideBy([])()).toEqual({ import: true, reason: 'no rule matches', groups: [] }));

  it('lets the first match decide, and every match add its groups', () => {
    const rules = [
      rule('sales', { groups: ['One'] }),
      rule('Sales', { action: 'leaveOut', groups: ['Two'] }),
      rule('Other', { groups: ['Three'] }),
    ];
    expect(decideBy(rules)()).toMatchObject({ import: true, groups: ['One', 'Two'] });
    expect(decideBy(rules.slice(1))()).toMatchObject({ import: false, reason: 'left out by the rule "Sales"' });
  });

  it.each([
    ['guests', { userType: 'Guest' }, false],
    ['disabled', { accountEnabled: false }, false],
    ['unlicensed', { assignedLicenses: [] }, true],
  ])('has a default for %s people, and a switch', (name, change, byDefault) => {
    expect(decideBy([])(someone(change)).import).toBe(byDefault);
    expect(decideBy([], { [name]: !byDefault })(someone(change)).import).toBe(!byDefault);
  });

  it('lets shared mailboxes in by their own switch, although they are disabled and unlicensed', () => {
    const mailbox = someone({ accountEnabled: false, assignedLicenses: [] });
    expect(decideBy([])(mailbox, 'shared').import).toBe(true);
    expect(decideBy([], { sharedMailboxes: false })(mailbox, 'shared').import).toBe(false);
  });
});
