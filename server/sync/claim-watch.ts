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

/** One bit for each address there may be, by its hash: 4 MB whatever the tenant, where texts would be most of a run's memory. */
const bits = 25;

/**
 * A watch over one run. While pages come it only notes which addresses may be contested (a hash that was there before is enough);
 * who claims them is read from the staged pages at the end, and most often there is none.
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

/** Takes an address's bit; false: it was taken, by this address or by one with the same hash (FNV-1a). */
function take(taken: Uint8Array, address: string): boolean {
  let hash = 0x811c9dc5;
  for (let at = 0; at < address.length; at += 1) hash = Math.imul(hash ^ address.charCodeAt(at), 0x01000193);
  const slot = hash >>> (32 - bits);
  const [byte, mask] = [slot >>> 3, 1 << (slot & 7)];
  const free = ((taken[byte] ?? 0) & mask) === 0;
  taken[byte] = (taken[byte] ?? 0) | mask;
  return free;
}
