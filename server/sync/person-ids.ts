const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A set of one tenant's person ids, small for many: where the directory's part of an id is a GUID, its 16 bytes are kept. */
export class PersonIds {
  readonly #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(packed(id));
  }

  add(id: string): void {
    this.#ids.add(packed(id));
  }
}

function packed(id: string): string {
  const own = id.slice(id.indexOf(':') + 1);
  return guid.test(own) ? Buffer.from(own.replaceAll('-', ''), 'hex').toString('latin1') : own;
}
