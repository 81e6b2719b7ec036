import type { RunIssue } from '../../contract/index.ts';
import { readClaimants } from '../people/index.ts';
import type { Change } from './changes.ts';
import { type Claims, conflictsOf, noteClaims } from './claims.ts';
import { readStaged } from './run-page-store.ts';

/** Watches over the addresses that the people of a run claim, so that two who want one are told of each other. */
export interface ClaimWatch {
  note(changes: Change[]): Promise<void>;
  /**
   * Who does not get an address. To be asked once everything is staged: an address that somebody gives up on the last page is free
   * for whoever takes it on the first.
   */
  issues(): Promise<RunIssue[]>;
}

/** 4 MB of bits whatever the tenant, where texts would be most of a run's memory. */
const bits = 25;
/** Bits for each address: a Bloom filter. Of 300,000 addresses less than one in a hundred runs mistakes one for another. */
const marks = 5;

/**
 * A watch over one run. While pages come it only notes which addresses may be contested (bits that were all set before are enough);
 * who claims them is read from the staged pages at the end, and most often there is none: then nothing is read.
 */
export function watchClaims({
  tenantId,
  runId,
  nobodyKnown,
}: {
  tenantId: string;
  runId: string;
  nobodyKnown: boolean;
}): ClaimWatch {
  const taken = new Uint8Array(2 ** (bits - 3));
  const contested = new Set<string>();
  const claims: Claims = new Map();

  /** Those whom the run may leave as they are have their addresses, too. */
  async function noteKnown(owners: Map<string, string>): Promise<void> {
    for (const other of await readClaimants(tenantId, [...owners.keys()])) {
      const wanted = other.addresses.filter((address) => (owners.get(address) ?? other.id) !== other.id);
      if (wanted.length > 0) claims.set(other.id, other);
      for (const address of wanted) contested.add(address);
    }
  }

  return {
    async note(changes) {
      const owners = new Map<string, string>();
      for (const { id, what, write } of changes) {
        if (!write || what === 'remove' || what === 'touch') continue;
        for (const address of write.addresses) {
          if (!take(taken, address)) contested.add(address);
          owners.set(address, id);
        }
      }
      if (!nobodyKnown) await noteKnown(owners);
    },
    async issues() {
      if (contested.size === 0) return [];
      for await (const { changes } of readStaged(tenantId, runId)) noteClaims(claims, changes, contested);
      return conflictsOf(claims, contested);
    },
  };
}

/** Sets an address's bits; false: all were set, by this address or by others. */
function take(taken: Uint8Array, address: string): boolean {
  // FNV-1a from two beginnings; the second hash is made odd, so that its multiples differ.
  const first = hashOf(address, 0x811c9dc5);
  const step = hashOf(address, 0x9747b28c) | 1;
  let free = false;
  for (let mark = 0; mark < marks; mark += 1) {
    const slot = (first + Math.imul(mark, step)) >>> (32 - bits);
    const [byte, mask] = [slot >>> 3, 1 << (slot & 7)];
    const before = taken[byte] ?? 0;
    if ((before & mask) === 0) free = true;
    taken[byte] = before | mask;
  }
  return free;
}

function hashOf(text: string, basis: number): number {
  let hash = basis;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
