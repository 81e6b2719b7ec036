import { IdNumbers } from './id-numbers.ts';

const fewest = 1024;
const none: readonly string[] = [];

/**
 * Who is in which of the directory groups that rules ask about: eight bytes for each membership, and all of them outside the garbage
 * collector's heap. A person's memberships are a chain, the newest first.
 */
export class Memberships {
  readonly #people = new IdNumbers();
  readonly #groups: string[] = [];
  /** By person: the first link of their chain, plus one; 0: none. */
  #first = new Uint32Array(fewest);
  /** By link: which group, and the next link, plus one. */
  #group = new Uint32Array(fewest);
  #next = new Uint32Array(fewest);
  #links = 0;

  /** Adds a group and its members' object ids, each of them once. */
  add(group: string, members: Iterable<string>): void {
    const number = this.#groups.push(group) - 1;
    for (const member of members) {
      const person = this.#people.add(member);
      this.#first = withRoom(this.#first, person);
      this.#group = withRoom(this.#group, this.#links);
      this.#next = withRoom(this.#next, this.#links);
      this.#group[this.#links] = number;
      this.#next[this.#links] = this.#first[person] ?? 0;
      this.#links += 1;
      this.#first[person] = this.#links;
    }
  }

  /** The groups that a user is in, by object id, in the order in which the groups were added. */
  of(objectId: string): readonly string[] {
    const person = this.#people.find(objectId);
    if (person === null) return none;
    const groups: string[] = [];
    for (let link = this.#first[person] ?? 0; link > 0; link = this.#next[link - 1] ?? 0)
      groups.push(this.#groups[this.#group[link - 1] ?? 0] ?? '');
    return groups.reverse();
  }
}

/** The array, made twice as long where it does not reach there. */
function withRoom(array: Uint32Array<ArrayBuffer>, index: number): Uint32Array<ArrayBuffer> {
  if (index < array.length) return array;
  const longer = new Uint32Array(array.length * 2);
  longer.set(array);
  return longer;
}
