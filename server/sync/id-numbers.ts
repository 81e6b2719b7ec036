const guidLength = 36;
const hyphen = 0x2d;
/** Where the 32 digits of a GUID stand, and where the hyphens do. */
const hyphenPlaces = [8, 13, 18, 23];
const digitPlaces = Uint8Array.from(
  Array.from({ length: guidLength }, (_, at) => at).filter((at) => !hyphenPlaces.includes(at)),
);
/** What a hexadecimal digit in lower case is worth, by its code; 16: it is none. */
const worths = new Uint8Array(128).fill(16);
for (const [worth, digit] of [...'0123456789abcdef'].entries()) worths[digit.charCodeAt(0)] = worth;
const fewest = 1024;
const free = -1;

/**
 * Numbers ids in the order of their coming, small for many: a GUID in lower case is kept as its 16 bytes outside the garbage
 * collector's heap, where a map of texts takes eight times that. Anything else is kept as text.
 */
export class IdNumbers {
  /** Where to look for whom: a number, or `free`. Less than half full. */
  #slots = new Int32Array(fewest).fill(free);
  /** Four words for each number; zeros for a text. */
  #words = new Uint32Array(2 * fewest);
  readonly #texts = new Map<string, number>();
  readonly #asked = new Uint32Array(4);
  #size = 0;

  /** The number of an id, or null where it was never added. `from` is where the id begins in the text. */
  find(text: string, from = 0): number | null {
    if (!readGuid(text, from, this.#asked)) return this.#texts.get(text.slice(from)) ?? null;
    const number = this.#slots[this.#slotOfAsked()] ?? free;
    return number === free ? null : number;
  }

  /** The number of an id, which is a new one for a new id. */
  add(text: string, from = 0): number {
    const known = this.find(text, from);
    if (known !== null) return known;
    const number = this.#size;
    if (readGuid(text, from, this.#asked)) {
      this.#slots[this.#slotOfAsked()] = number;
      this.#words.set(this.#asked, number * 4);
    } else this.#texts.set(text.slice(from), number);
    this.#size += 1;
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    return number;
  }

  #slotOfAsked(): number {
    const [asked, words, mask] = [this.#asked, this.#words, this.#slots.length - 1];
    for (let slot = hashOf(asked) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot] ?? free;
      if (number === free || [0, 1, 2, 3].every((part) => words[number * 4 + part] === asked[part])) return slot;
    }
  }

  #grow(): void {
    const texts = new Set(this.#texts.values());
    this.#slots = new Int32Array(this.#slots.length * 2).fill(free);
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    for (let number = 0; number < this.#size; number += 1) {
      if (texts.has(number)) continue;
      this.#asked.set(words.subarray(number * 4, number * 4 + 4));
      this.#slots[this.#slotOfAsked()] = number;
    }
  }
}

/** Reads what stands from there to the text's end into four words; false where it is no GUID in lower case. */
function readGuid(text: string, from: number, words: Uint32Array): boolean {
  if (text.length - from !== guidLength) return false;
  for (const at of hyphenPlaces) if (text.charCodeAt(from + at) !== hyphen) return false;
  for (let word = 0, digit = 0; word < 4; word += 1) {
    let bits = 0;
    for (const end = digit + 8; digit < end; digit += 1) {
      const worth = worths[text.charCodeAt(from + (digitPlaces[digit] as number))] ?? 16;
      if (worth === 16) return false;
      bits = (bits << 4) | worth;
    }
    words[word] = bits;
  }
  return true;
}

/** The words, mixed as MurmurHash3 does. */
function hashOf(words: Uint32Array): number {
  let hash = 0;
  for (const word of words) {
    const mixed = Math.imul(word, 0xcc9e2d51);
    hash ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
