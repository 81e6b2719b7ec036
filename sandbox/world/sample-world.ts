import type { Now } from '../clock.ts';
import { sandboxTenantId } from '../constants.ts';
import { departments } from './departments.ts';
import { deputies, type Leader, leaders } from './leaders.ts';
import { guestEntries, mailboxEntries } from './mailboxes.ts';
import { type OddPerson, oddPeople } from './odd-people.ts';
import { namesByOffice, offices } from './offices.ts';
import { employee, extensionAttributes, licence } from './person.ts';
import { portrait } from './picture.ts';
import { sampleGroups } from './sample-groups.ts';
import { addressPart, guidFor, pick, sequence } from './seed.ts';
import type { DirectoryUser, Tenant, UserEntry } from './types.ts';
import { World } from './world.ts';

export const sampleTenant: Tenant = {
  id: sandboxTenantId,
  displayName: 'Northwind Harbour',
  domain: 'northwind-harbour.example',
  initialDomain: 'northwindharbour.onmicrosoft.com',
  otherDomains: ['nh-logistics.example'],
  country: 'Germany',
  city: 'Hamburg',
};

/** The sample directory: about 250 people of an invented port operator, always the same. `people` adds plain extra ones. */
export function createWorld({ people = 0, now }: { people?: number; now?: Now } = {}): World {
  const users = new Staff(sampleTenant).hire();
  return new World({ tenant: sampleTenant, users, groups: sampleGroups(users, sampleTenant, people), people, now });
}

/** Hires everyone, from the top down. */
class Staff {
  private readonly entries: UserEntry[] = [];
  private readonly taken = new Set<string>();
  private readonly perOffice = offices.map(() => 0);
  private readonly heads = new Map<string, string>();
  private readonly leads = new Map<string, string>();
  private readonly random = sequence(20261122);
  private readonly tenant: Tenant;

  constructor(tenant: Tenant) {
    this.tenant = tenant;
  }

  hire(): UserEntry[] {
    for (const leader of leaders) this.hireLeader(leader);
    for (const deputy of deputies) this.hireLeader(deputy);
    for (const person of oddPeople) this.hireOdd(person);
    for (const department of departments) this.fill(department.name);
    this.unsettle();
    this.entries.push(...mailboxEntries(this.tenant), ...guestEntries(this.tenant));
    this.shareMailboxes();
    return this.entries;
  }

  private hireLeader({ localPart, givenName, surname, office, department: name, jobTitle, roles }: Leader): void {
    const department = departments.find((each) => each.name === name);
    const entry = this.add({
      localPart,
      givenName,
      surname,
      office,
      department: department?.name ?? 'Executive Board',
      jobTitle: jobTitle ?? department?.head ?? '',
    });
    if (!this.heads.has(name ?? '')) this.heads.set(name ?? '', entry.user.id);
    const boss = name && jobTitle ? this.heads.get(name) : this.heads.get('');
    if (boss !== entry.user.id) entry.managerId = boss;
    entry.roles = roles;
    entry.photo = portrait(localPart);
  }

  private hireOdd({ change = {}, without = [], ...person }: OddPerson): void {
    const entry = this.add({
      ...person,
      aliases: (person.aliases ?? []).map((alias, index) => `${alias}@${this.domain(index)}`),
    });
    const attributes = change.onPremisesExtensionAttributes;
    const user: DirectoryUser = { ...entry.user, ...change };
    if (attributes) user.onPremisesExtensionAttributes = extensionAttributes(attributes as Record<string, string>);
    for (const name of without) delete user[name];
    entry.user = user;
    entry.managerId = this.heads.get(person.department);
  }

  private domain(index: number): string {
    return pick([this.tenant.domain, ...this.tenant.otherDomains], index);
  }

  /** Ordinary people until the department has its size; the third in an office finds a team lead there. */
  private fill(name: string): void {
    const department = departments.find((each) => each.name === name);
    if (!department) return;
    const present = this.entries.filter(({ user }) => user.department === name).length;
    for (let count = present; count < department.size; count += 1) {
      const office = Math.floor(this.random() ** 1.4 * offices.length);
      const lead = this.leads.get(`${name}:${office}`);
      const jobTitle = lead ? pick(department.jobs, Math.floor(this.random() * 100)) : department.lead;
      const entry = this.add({ ...this.newName(office), office, department: name, jobTitle });
      entry.managerId = lead ?? this.heads.get(name);
      if (!lead) this.leads.set(`${name}:${office}`, entry.user.id);
    }
  }

  private newName(office: number): { localPart: string; givenName: string; surname: string } {
    const names = pick(namesByOffice, office);
    for (let attempt = 0; ; attempt += 1) {
      const givenName = pick(names.given, Math.floor(this.random() * names.given.length));
      const surname = pick(names.surnames, Math.floor(this.random() * names.surnames.length) + attempt);
      const localPart = `${addressPart(givenName)}.${addressPart(surname)}`;
      if (!this.taken.has(localPart)) return { localPart, givenName, surname };
    }
  }

  private add(person: Omit<OddPerson, 'change' | 'without'>): UserEntry {
    const n = this.perOffice[person.office] ?? 0;
    this.perOffice[person.office] = n + 1;
    this.taken.add(person.localPart);
    const costCenter = departments.find((each) => each.name === person.department)?.costCenter ?? '1000';
    const user = employee({ ...person, id: guidFor(`person:${person.localPart}`), n, costCenter }, this.tenant);
    const entry: UserEntry = { user, purpose: 'user' };
    if (this.random() < 0.6) entry.photo = portrait(person.localPart, this.random() < 0.15 ? 96 : 648);
    this.entries.push(entry);
    return entry;
  }

  /** Some have left, some have no licence yet, some lack a number: as in every directory. */
  private unsettle(): void {
    const ordinary = this.entries.slice(leaders.length + deputies.length + oddPeople.length);
    ordinary.forEach((entry, index) => {
      const { user } = entry;
      if (index % 25 === 7) entry.user = { ...user, accountEnabled: false };
      if (index % 24 === 11) entry.user = { ...user, ...licence('none', '') };
      if (index % 5 === 2) delete entry.user.mobilePhone;
      if (index % 9 === 4) entry.user = { ...entry.user, faxNumber: pick(offices, this.officeOf(user)).fax };
      if (index % 60 === 33) entry.removed = 'soft';
    });
    for (const entry of ordinary.filter(({ removed }) => removed)) {
      entry.user = { ...entry.user, deletedDateTime: '2026-11-10T09:12:00Z' };
    }
  }

  private officeOf(user: DirectoryUser): number {
    return offices.findIndex(({ city }) => city === user.city);
  }

  /** Who may send as which shared mailbox, for the pretend Outlook. */
  private shareMailboxes(): void {
    const share = (localPart: string, department: string, most: number) => {
      const mailbox = guidFor(`mailbox:${localPart}`);
      const members = this.entries.filter(({ user }) => user.department === department && user.accountEnabled);
      for (const entry of members.slice(0, most)) entry.sendAs = [...(entry.sendAs ?? []), mailbox];
    };
    share('info', 'Marketing', 4);
    share('press', 'Marketing', 3);
    share('sales', 'Sales', 12);
    share('service', 'Customer Service', 15);
    share('invoices', 'Finance & Controlling', 6);
    share('careers', 'People & Culture', 5);
    share('servicedesk', 'Information Technology', 8);
    share('harbourmaster', 'Operations', 3);
  }
}
