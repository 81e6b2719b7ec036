import { type Now, systemNow } from '../clock.ts';
import { requestedRoles } from '../constants.ts';
import { ChangeLog } from './change-log.ts';
import { guidFor } from './seed.ts';
import type { DirectoryGroup, DirectoryUser, GroupEntry, Photo, Tenant, UserEntry } from './types.ts';
import { UserPlaces } from './user-places.ts';

export interface WorldParts {
  tenant: Tenant;
  users?: UserEntry[];
  groups?: GroupEntry[];
  /** Extra people, made when they are asked for: a hundred thousand cost nothing. */
  people?: number;
  now?: Now;
}

export type NewUser = Partial<DirectoryUser> & { userPrincipalName: string };
export type UserChange = Partial<Omit<DirectoryUser, 'id'>>;
export type NewGroup = Partial<DirectoryGroup> & { displayName: string };

/** The pretend directory. Reading is by the services; changing is for tests, and every change can be seen by delta. */
export class World {
  readonly tenant: Tenant;
  readonly people: number;
  /** What the app registration asks for: an administrator's consent grants it. */
  requestedRoles: string[] = [...requestedRoles];
  /** What the administrator has granted the app; it shows in tokens issued from then on. */
  readonly grantedRoles = new Set<string>(requestedRoles);
  readonly changes = new ChangeLog();
  private now: Now;
  private readonly users: UserPlaces;
  private readonly groups = new Map<string, GroupEntry>();

  constructor({ tenant, users = [], groups = [], people = 0, now = systemNow }: WorldParts) {
    this.tenant = tenant;
    this.people = people;
    this.now = now;
    this.users = new UserPlaces(tenant, users, people);
    for (const entry of groups) this.groups.set(entry.group.id, entry);
  }

  /** Takes the sandbox's clock, so that dates and token life agree. */
  setClock(now: Now): void {
    this.now = now;
  }

  // Reading

  /** How many places there are; a place keeps its number, also when its user is gone. */
  get places(): number {
    return this.users.count;
  }

  /** The user at a place, removed ones included (see `removed`). */
  userAt(place: number): UserEntry | undefined {
    return this.users.at(place);
  }

  /** A user by object id, the removed included. */
  entry(id: string): UserEntry | undefined {
    return this.users.byId(id.toLowerCase());
  }

  /** A present user by object id or user principal name (any letter case). */
  findUser(idOrName: string): UserEntry | undefined {
    const key = idOrName.toLowerCase();
    const entry = this.users.byId(key) ?? this.users.byName(key);
    return entry?.removed ? undefined : entry;
  }

  /** All present users in the order of their places. */
  *presentUsers(): Generator<UserEntry> {
    for (let place = 0; place < this.places; place += 1) {
      const entry = this.userAt(place);
      if (entry && !entry.removed) yield entry;
    }
  }

  /** All groups, the removed included. */
  allGroups(): GroupEntry[] {
    return [...this.groups.values()];
  }

  findGroup(id: string): GroupEntry | undefined {
    const entry = this.groups.get(id.toLowerCase());
    return entry?.removed ? undefined : entry;
  }

  // Changing users

  /** Adds a user; what isn't given gets a plain value or stays unset. Returns the object id. */
  addUser(given: NewUser, parts: Omit<UserEntry, 'user'> = {}): string {
    const id = (given.id ?? guidFor(`added:${given.userPrincipalName}:${this.places}`)).toLowerCase();
    if (this.entry(id)) throw new Error(`There is a user ${id} already.`);
    const mail = given.mail === undefined ? given.userPrincipalName : given.mail;
    const user: DirectoryUser = {
      accountEnabled: true,
      userType: 'Member',
      createdDateTime: this.timestamp(),
      displayName: given.userPrincipalName,
      mail,
      ...(mail ? { proxyAddresses: [`SMTP:${mail}`] } : {}),
      ...given,
      id,
    };
    this.users.add({ purpose: 'user', ...parts, user });
    this.changes.add({ kind: 'user', id });
    return id;
  }

  /** Changes properties; `null` clears one. A property given as undefined is left alone. */
  changeUser(idOrName: string, change: UserChange): void {
    const entry = this.own(idOrName);
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    const fields = given.map(([name]) => name);
    this.users.freeName(entry);
    entry.user = { ...entry.user, ...Object.fromEntries(given) };
    this.users.claimName(entry);
    this.changes.add({ kind: 'user', id: entry.user.id, fields });
  }

  /** Sets or (undefined) takes away the manager. */
  setManager(idOrName: string, managerId: string | undefined): void {
    const entry = this.own(idOrName);
    const unlinked = entry.managerId ? [entry.managerId] : [];
    entry.managerId = managerId ? this.own(managerId).user.id : undefined;
    const linked = entry.managerId ? [entry.managerId] : [];
    this.changes.add({ kind: 'user', id: entry.user.id, fields: ['manager'], linked, unlinked });
  }

  /** Sets or takes away the photo. As in the real directory, delta doesn't show it. */
  setPhoto(idOrName: string, photo: Photo | undefined): void {
    this.own(idOrName).photo = photo;
  }

  /** Lets a person send as another mailbox (in the pretend Outlook). */
  grantSendAs(idOrName: string, mailbox: string): void {
    const entry = this.own(idOrName);
    entry.sendAs = [...(entry.sendAs ?? []), this.own(mailbox).user.id];
  }

  /** To the recycle bin. */
  softDelete(idOrName: string): void {
    const entry = this.own(idOrName);
    entry.removed = 'soft';
    entry.user = { ...entry.user, deletedDateTime: this.timestamp() };
    this.changes.add({ kind: 'user', id: entry.user.id });
  }

  /** Back from the recycle bin. */
  restore(id: string): void {
    const entry = this.entry(id);
    if (entry?.removed !== 'soft') throw new Error(`${id} isn't in the recycle bin.`);
    entry.removed = undefined;
    entry.user = { ...entry.user, deletedDateTime: null };
    this.changes.add({ kind: 'user', id });
  }

  /** Gone for good, from the recycle bin or directly. */
  purge(idOrName: string): void {
    const entry = this.entry(idOrName) ?? this.own(idOrName);
    const { id } = entry.user;
    this.users.keep({ ...entry, removed: 'purged' });
    this.users.freeName(entry);
    for (const group of this.groups.values()) group.members = group.members.filter((member) => member !== id);
    this.changes.add({ kind: 'user', id });
  }

  /** Every user away at once: the directory that comes back empty. */
  softDeleteEveryone(): void {
    for (const entry of [...this.presentUsers()]) this.softDelete(entry.user.id);
  }

  // Changing groups

  /** Adds a group (a security group unless told otherwise). Returns the object id. */
  addGroup(given: NewGroup, members: string[] = []): string {
    const id = (given.id ?? guidFor(`added-group:${given.displayName}:${this.groups.size}`)).toLowerCase();
    const group: DirectoryGroup = {
      mailNickname: given.displayName.toLowerCase().replace(/[^a-z0-9]/g, '') || 'group',
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: [],
      createdDateTime: this.timestamp(),
      ...given,
      id,
    };
    this.groups.set(id, { group, members: members.map((member) => this.memberId(member)) });
    this.changes.add({ kind: 'group', id });
    return id;
  }

  changeGroup(id: string, change: Partial<Omit<DirectoryGroup, 'id'>>): void {
    const entry = this.ownGroup(id);
    entry.group = { ...entry.group, ...change };
    this.changes.add({ kind: 'group', id, fields: Object.keys(change) });
  }

  /** Replaces the direct members (users by id or name, groups by id). */
  setMembers(id: string, members: string[]): void {
    const entry = this.ownGroup(id);
    const next = [...new Set(members.map((member) => this.memberId(member)))];
    const linked = next.filter((member) => !entry.members.includes(member));
    const unlinked = entry.members.filter((member) => !next.includes(member));
    entry.members = next;
    this.changes.add({ kind: 'group', id, fields: ['members'], linked, unlinked });
  }

  removeGroup(id: string, how: 'soft' | 'purged' = 'soft'): void {
    this.ownGroup(id).removed = how;
    this.changes.add({ kind: 'group', id });
  }

  // Consent and tokens

  /** The administrator takes everything back; tokens issued before keep working until they expire. */
  revokeConsent(): void {
    this.grantedRoles.clear();
  }

  /** The administrator accepts what the app asks for. */
  grantConsent(roles: readonly string[] = this.requestedRoles): void {
    for (const role of roles) this.grantedRoles.add(role);
  }

  /** Delta tokens handed out so far stop working (410), as after a reset of the service. */
  expireDeltaTokens(): void {
    this.changes.forget();
  }

  private timestamp(): string {
    return `${this.now().toISOString().slice(0, 19)}Z`;
  }

  /** A present user that may be changed: generated ones are kept from now on. */
  private own(idOrName: string): UserEntry {
    const entry = this.findUser(idOrName);
    if (!entry) throw new Error(`There is no user "${idOrName}" in the pretend directory.`);
    this.users.keep(entry);
    return entry;
  }

  private ownGroup(id: string): GroupEntry {
    const entry = this.findGroup(id);
    if (!entry) throw new Error(`There is no group "${id}" in the pretend directory.`);
    return entry;
  }

  private memberId(idOrName: string): string {
    return this.findGroup(idOrName)?.group.id ?? this.own(idOrName).user.id;
  }
}
