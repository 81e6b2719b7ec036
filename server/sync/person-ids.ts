import { IdNumbers } from './id-numbers.ts';

/** A set of one tenant's person ids, small for many. */
export class PersonIds {
  readonly #ids = new IdNumbers();

  has(id: string): boolean {
    return this.#ids.find(id, ownPart(id)) !== null;
  }

  add(id: string): void {
    this.#ids.add(id, ownPart(id));
  }
}

/** Where the directory's part of an id begins, behind the tenant. */
const ownPart = (id: string) => id.indexOf(':') + 1;
