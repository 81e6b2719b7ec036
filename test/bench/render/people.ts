import type { PersonFields } from '../../../contract/index.ts';
import type { Person } from '../../../server/people/index.ts';

const given = ['Anna', 'Björn', 'Chloé', 'Dmitri', 'Emilia', 'Farid', 'Grace', 'Hiroshi', 'Ingrid', 'João', 'Zoë'];
const family = ['Becker', 'Sørensen', 'Dubois', 'Okafor', 'Tanaka', 'García', 'Novák', 'O’Brien', 'Müller', 'Haddad'];
const departments = ['Sales', 'Marketing', 'Research & Development', 'Finance', 'Human Resources', 'Legal'];
const titles = ['Account Manager', 'Senior Engineer', 'Product Owner', 'Controller', 'Head of "Projects"', undefined];
const offices: PersonFields[] = [
  { streetAddress: 'Friedrichstraße 43', city: 'Berlin', postalCode: '10117', country: 'Germany', usageLocation: 'DE' },
  { streetAddress: '12 Rue de Rivoli', city: 'Paris', postalCode: '75001', country: 'France', usageLocation: 'FR' },
  { streetAddress: '400 Pine Street', city: 'Seattle', state: 'WA', postalCode: '98101', country: 'United States' },
  {},
];
const prefixes = ['+49 30 555', '+33 1 42 55 ', '+1 206 555 ', '030 555'];

/** A made-up person, the same for the same number: some have no title, no mobile, no address, and every fourth a number written nationally. */
export function benchPerson(tenantId: string, number: number): Person {
  const pick = <T>(list: T[], step: number) => list[Math.floor(number / step) % list.length] as T;
  const [givenName, surname] = [pick(given, 1), pick(family, given.length)];
  const mail = `Person.${number}@contoso-benchmark.example`;
  const line = String(1000 + (number % 9000));
  const fields: PersonFields = {
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    jobTitle: pick(titles, 3),
    department: pick(departments, 7),
    companyName: 'Contoso Benchmark Ltd.',
    ...offices[number % 4],
    businessPhone: `${prefixes[number % 4]}${line}`,
    mobilePhone: number % 3 === 0 ? undefined : `+49 170 555${line}`,
    mail,
    userPrincipalName: mail,
    employeeId: String(100_000 + number),
    website: 'www.contoso-benchmark.example',
  };
  const address = mail.toLowerCase();
  return {
    id: `${tenantId}:person-${number}`,
    tenantId,
    source: 'directory',
    kind: 'user',
    state: 'active',
    address,
    addresses: [address],
    fields,
    groupIds: [`${tenantId}:everyone`, `${tenantId}:department-${number % 7}`],
    updatedAt: new Date('2026-11-01T00:00:00Z'),
  };
}
