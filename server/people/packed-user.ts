/** How much memory is taken at once. */
const pieceSize = 1 << 20;
/** A character of a text is at most so many bytes long. */
const longestCharacter = 3;

/**
 * Packs directory users as they came (JSON), for keeping: bytes cost the database a tenth of forty properties, and half of a text. Few
 * pieces of memory hold them all: thousands of small ones are much work for the garbage collector, and so are their texts.
 */
export class UserPacker {
  #piece = Buffer.alloc(0);
  #kept = 0;
  #user = 0;
  #end = 0;

  /** The bytes of a user with a text before them; they hold until the next user is written. */
  write(before: string, user: unknown): Buffer {
    const text = `${before}${JSON.stringify(user)}`;
    const most = text.length * longestCharacter;
    if (this.#kept + most > this.#piece.length) {
      this.#piece = Buffer.allocUnsafeSlow(Math.max(pieceSize, most));
      this.#kept = 0;
    }
    this.#user = this.#kept + Buffer.byteLength(before);
    this.#end = this.#kept + this.#piece.write(text, this.#kept);
    return this.#piece.subarray(this.#kept, this.#end);
  }

  /** The user written last, without what stood before them; these bytes stay. */
  keep(): Buffer {
    this.#kept = this.#end;
    return this.#piece.subarray(this.#user, this.#end);
  }
}

/** The user that was packed, out of their bytes as they were kept or as the database gives them (BSON's Binary). */
export function unpackUser(bytes: Buffer | { buffer: Uint8Array }): unknown {
  return JSON.parse(Buffer.isBuffer(bytes) ? bytes.toString() : Buffer.from(bytes.buffer).toString());
}
