import { type NewUser, sampleTenant, World } from '../../sandbox/index.ts';

const domain = sampleTenant.domain;
const names = ['Ada', 'Ben', 'Cleo', 'Dino', 'Edda', 'Finn', 'Gesa', 'Hugo', 'Ida', 'Jan', 'Kim', 'Lea', 'Max', 'Nele'];
const departments = ['Sales', 'Operations', 'Marketing'];

/** Someone of a small directory: `person01@…`, with the fields that a signature shows. */
export function smallUser(number: number): NewUser {
  const two = String(number).padStart(2, '0');
  const givenName = names[number % names.length] ?? 'Ola';
  const mail = `person${two}@${domain}`;
  return {
    id: `00000000-0000-4000-8000-0000000000${two.padStart(2, '0')}`,
    userPrincipalName: mail,
    mail,
    proxyAddresses: [`SMTP:${mail}`, `smtp:p${two}@${domain}`],
    displayName: `${givenName} Number${two}`,
    givenName,
    surname: `Number${two}`,
    jobTitle: `Job ${two}`,
    department: departments[number % departments.length],
    officeLocation: 'Pier 1',
    mobilePhone: `+49 170 00000${two}`,
    assignedLicenses: [{ skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965', disabledPlans: [] }],
    createdDateTime: `2020-01-01T00:00:${two}Z`,
  };
}

/** The address of person `number` of a small directory. */
export const addressOf = (number: number): string => `person${String(number).padStart(2, '0')}@${domain}`;
/** The object id of person `number` of a small directory. */
export const idOf = (number: number): string => String(smallUser(number).id);

/** A directory of up to 99 plain people, numbered from 1: small enough to look at each of them. */
export function createSmallDirectory(people: number): World {
  const world = new World({ tenant: sampleTenant });
  for (let number = 1; number <= people; number += 1) world.addUser(smallUser(number), { purpose: 'user' });
  return world;
}
