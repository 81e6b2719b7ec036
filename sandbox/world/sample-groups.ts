import { departments } from './departments.ts';
import { generatedId } from './generated.ts';
import { offices } from './offices.ts';
import { addressPart, guidFor } from './seed.ts';
import type { DirectoryGroup, GroupEntry, Tenant, UserEntry } from './types.ts';

type Kind = 'microsoft365' | 'security' | 'mailSecurity' | 'distribution';

const kinds: Record<Kind, Pick<DirectoryGroup, 'groupTypes' | 'mailEnabled' | 'securityEnabled' | 'visibility'>> = {
  microsoft365: { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false, visibility: 'Private' },
  security: { groupTypes: [], mailEnabled: false, securityEnabled: true, visibility: null },
  mailSecurity: { groupTypes: [], mailEnabled: true, securityEnabled: true, visibility: null },
  distribution: { groupTypes: [], mailEnabled: true, securityEnabled: false, visibility: null },
};

/** The sample groups: every kind, by department and office, nested, in a circle, and empty. */
export function sampleGroups(users: UserEntry[], tenant: Tenant, people: number): GroupEntry[] {
  const present = users.filter(({ removed }) => !removed);
  const where = (test: (entry: UserEntry) => boolean) => present.filter(test).map(({ user }) => user.id);
  const make = (name: string, kind: Kind, members: string[], more: Partial<DirectoryGroup> = {}): GroupEntry => {
    const nickname = addressPart(name);
    const mail = `${nickname}@${tenant.domain}`;
    const { mailEnabled } = kinds[kind];
    const group: DirectoryGroup = {
      id: guidFor(`group:${name}`),
      displayName: name,
      mailNickname: nickname,
      createdDateTime: '2020-03-02T10:00:00Z',
      renewedDateTime: '2020-03-02T10:00:00Z',
      ...kinds[kind],
      ...(mailEnabled ? { mail, proxyAddresses: [`SMTP:${mail}`, `smtp:${nickname}@${tenant.initialDomain}`] } : {}),
      ...more,
    };
    return { group, members };
  };
  const byDepartment = departments.map(({ name }, index) =>
    make(
      `${name} Team`,
      index % 2 ? 'mailSecurity' : 'microsoft365',
      where(({ user }) => user.department === name),
      { description: `Everyone in ${name}` },
    ),
  );
  const byOffice = offices.map(({ city }, index) =>
    make(
      `Office ${city}`,
      index % 2 ? 'distribution' : 'mailSecurity',
      where(({ user }) => user.city === city),
      { description: `People who work in ${city}` },
    ),
  );
  const ids = (entries: GroupEntry[]) => entries.map(({ group }) => group.id);
  const circle = ['Berth Circle A', 'Berth Circle B'].map((name) => guidFor(`group:${name}`));
  return [
    ...byDepartment,
    ...byOffice,
    make('All Staff', 'mailSecurity', ids(byDepartment), { description: 'Nested: one group per department' }),
    make(
      'Signature Pilot',
      'security',
      where(({ roles }) => roles !== undefined),
      { description: 'First to try new signatures' },
    ),
    make(
      'EU Finance',
      'mailSecurity',
      where(
        ({ user }) =>
          user.department === 'Finance & Controlling' && ['DE', 'SE', 'FR'].includes(user.usageLocation ?? ''),
      ),
    ),
    make(
      'Management Board',
      'microsoft365',
      where(({ user }) => /^(Chief|Vice President|Head of|General)/.test(user.jobTitle ?? '')),
    ),
    make('Europe', 'security', ids(byOffice.filter((_, index) => [0, 1, 2, 4].includes(index))), {
      description: 'Nested: European offices',
    }),
    make(
      'Worldwide',
      'security',
      [guidFor('group:Europe'), ...ids(byOffice.filter((_, index) => [3, 5, 6].includes(index)))],
      { description: 'Nested twice' },
    ),
    make(
      'Berth Circle A',
      'security',
      [...circle.slice(1), ...where(({ user }) => user.jobTitle === 'Berth Planner')],
      { description: 'Contains Berth Circle B, which contains this one' },
    ),
    make('Berth Circle B', 'security', [
      ...circle.slice(0, 1),
      ...where(({ user }) => user.jobTitle === 'Crane Supervisor'),
    ]),
    make(
      'Project Lighthouse',
      'microsoft365',
      where(({ user }) => user.userType === 'Guest' || user.department === 'Legal & Compliance'),
      { description: 'With guests', visibility: 'Public' },
    ),
    make(
      'Shared Mailboxes',
      'security',
      where(({ purpose }) => purpose === 'shared'),
    ),
    make('Empty Quay', 'distribution', [], { description: 'Nobody is in it' }),
    make(
      "Captain's <b>Table</b> {{x}} 🚢",
      'security',
      where(({ user }) => user.department === 'Executive Board'),
    ),
    make(
      'Göteborg Dynamic',
      'security',
      where(({ user }) => user.city === 'Göteborg'),
      {
        groupTypes: ['DynamicMembership'],
        membershipRule: '(user.city -eq "Göteborg")',
        membershipRuleProcessingState: 'On',
      },
    ),
    ...(people
      ? [
          make(
            'Extra People',
            'security',
            Array.from({ length: people }, (_, index) => generatedId(index)),
          ),
        ]
      : []),
  ];
}
