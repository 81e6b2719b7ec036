import { departments } from './departments.ts';
import { namesByOffice, offices } from './offices.ts';
import { employee } from './person.ts';
import { addressPart, pick } from './seed.ts';
import type { Tenant, UserEntry } from './types.ts';

const prefix = '9e9e9e9e-0000-4000-8000-';

/** The object id of the n-th extra person. */
export function generatedId(index: number): string {
  return prefix + index.toString(16).padStart(12, '0');
}

/** Which extra person an object id belongs to, if any. */
export function generatedIndex(id: string): number | undefined {
  return id.length === 36 && id.startsWith(prefix) ? Number.parseInt(id.slice(prefix.length), 16) : undefined;
}

/** Which extra person a user principal name belongs to, if any. */
export function generatedIndexOfAddress(name: string, tenant: Tenant): number | undefined {
  const digits = /\.(\d{1,7})@/.exec(name)?.[1];
  if (digits === undefined) return undefined;
  return generatedEntry(Number(digits), tenant).user.userPrincipalName === name ? Number(digits) : undefined;
}

/** The n-th extra person, the same each time; every tenth leads the nine after it. */
export function generatedEntry(index: number, tenant: Tenant): UserEntry {
  const office = index % offices.length;
  const names = pick(namesByOffice, office);
  const givenName = pick(names.given, Math.floor(index / offices.length));
  const surname = pick(names.surnames, Math.floor(index / (offices.length * names.given.length)));
  const department = pick(departments, Math.floor(index / 10));
  const user = employee(
    {
      id: generatedId(index),
      localPart: `${addressPart(givenName)}.${addressPart(surname)}.${index}`,
      givenName,
      surname,
      office,
      n: index % 100,
      department: department.name,
      costCenter: department.costCenter,
      jobTitle: index % 10 === 0 ? department.lead : pick(department.jobs, index),
    },
    tenant,
  );
  return { user, purpose: 'user', ...(index % 10 ? { managerId: generatedId(index - (index % 10)) } : {}) };
}
