import { generatedEntry, generatedIndex, generatedIndexOfAddress } from './generated.ts';
import type { Tenant, UserEntry } from './types.ts';

/**
 * Where users are kept: each has a place whose number never changes, so that a list can go on where it stopped. The generated
 * people have places too, between those the world began with and those added later, but are made only when someone looks.
 */
export class UserPlaces {
  private readonly order: string[] = [];
  private readonly entries = new Map<string, UserEntry>();
  private readonly idsByName = new Map<string, string>();
  private readonly base: number;
  private readonly people: number;
  private readonly tenant: Tenant;

  constructor(tenant: Tenant, entries: UserEntry[], people: number) {
    this.tenant = tenant;
    this.people = people;
    for (const entry of entries) this.add(entry);
    this.base = this.order.length;
  }

  get count(): number {
    return this.order.length + this.people;
  }

  at(place: number): UserEntry | undefined {
    const index = place - this.base;
    if (index >= 0 && index < this.people) return this.generated(index);
    const id = this.order[index < 0 ? place : place - this.people];
    return id === undefined ? undefined : this.entries.get(id);
  }

  byId(id: string): UserEntry | undefined {
    const stored = this.entries.get(id);
    if (stored) return stored;
    const index = generatedIndex(id);
    return index !== undefined && index < this.people ? this.generated(index) : undefined;
  }

  /** By user principal name in lower case. */
  byName(name: string): UserEntry | undefined {
    const id = this.idsByName.get(name);
    if (id !== undefined) return this.byId(id);
    const index = generatedIndexOfAddress(name, this.tenant);
    const entry = index !== undefined && index < this.people ? this.generated(index) : undefined;
    return entry?.user.userPrincipalName.toLowerCase() === name ? entry : undefined;
  }

  /** A new user, at a place of its own. */
  add(entry: UserEntry): void {
    this.order.push(entry.user.id);
    this.keep(entry);
    this.claimName(entry);
  }

  /** Remembers an entry as it is now; a generated person becomes a stored one. */
  keep(entry: UserEntry): void {
    this.entries.set(entry.user.id, entry);
  }

  /** The name leads to this user from now on. */
  claimName({ user }: UserEntry): void {
    this.idsByName.set(user.userPrincipalName.toLowerCase(), user.id);
  }

  /** The name is free for another, unless another has it already. */
  freeName({ user }: UserEntry): void {
    const name = user.userPrincipalName.toLowerCase();
    if (this.idsByName.get(name) === user.id) this.idsByName.delete(name);
  }

  private generated(index: number): UserEntry {
    const entry = generatedEntry(index, this.tenant);
    return this.entries.get(entry.user.id) ?? entry;
  }
}
