import type { RunIssue } from '../../contract/index.ts';
import { readClaimants } from '../people/index.ts';
import type { Change } from './changes.ts';

/** Small: a first read holds one for everyone. */
interface Claim {
  id: string;
  name: string;
  rank: string;
  addresses: string[];
}
/** Most addresses have one claimant, and a list of one for each would be half of a run's memory. */
type Claimants = Map<string, Claim | Claim[]>;

/** Which addresses the people have whom this run changes, by person; null: none any more. */
export type Claims = Map<string, Claim | null>;

/** As many addresses are looked up at once. */
const portion = 2000;

/** Notes what changes say of addresses; of several about one person the last one counts. */
export function noteClaims(claims: Claims, changes: Change[]): void {
  for (const { id, name, what, write } of changes) {
    if (what === 'remove') claims.set(id, null);
    else if (what !== 'touch' && write) claims.set(id, { id, name, rank: write.rank, addresses: write.addresses });
  }
}

/**
 * Two users with one address: the smaller rank keeps it (enabled, then licensed, then oldest), the other is told. To be asked at the
 * end of a read: an address that somebody gives up on its last page is free for whoever takes it on the first.
 */
export async function claimIssues(tenantId: string, claims: Claims, nobodyKnown: boolean): Promise<RunIssue[]> {
  const byAddress: Claimants = new Map();
  for (const claim of claims.values())
    for (const address of claim?.addresses ?? []) if (claim) add(byAddress, address, claim);
  if (!nobodyKnown) await addUnchanged(tenantId, claims, byAddress);
  const issues: RunIssue[] = [];
  for (const [address, claimants] of byAddress)
    if (Array.isArray(claimants)) issues.push(...conflictsOf(address, claimants));
  return issues.sort(byPerson);
}

function add(byAddress: Claimants, address: string, claim: Claim): void {
  const others = byAddress.get(address);
  if (others === undefined) byAddress.set(address, claim);
  else if (Array.isArray(others)) others.push(claim);
  else byAddress.set(address, [others, claim]);
}

/** Those whom the run leaves as they are have their addresses, too. */
async function addUnchanged(tenantId: string, claims: Claims, byAddress: Claimants): Promise<void> {
  const addresses = [...byAddress.keys()];
  for (let start = 0; start < addresses.length; start += portion) {
    const asked = new Set(addresses.slice(start, start + portion));
    for (const other of await readClaimants(tenantId, [...asked])) {
      if (claims.has(other.id)) continue;
      for (const address of other.addresses) if (asked.has(address)) add(byAddress, address, other);
    }
  }
}

function conflictsOf(address: string, claimants: Claim[]): RunIssue[] {
  const [owner, ...losers] = [...claimants].sort((a, b) => (`${a.rank} ${a.id}` < `${b.rank} ${b.id}` ? -1 : 1));
  return losers.map((loser) => ({
    person: loser.addresses.find((own) => own !== address) ?? loser.name,
    code: 'ADDRESS_TAKEN',
    message: `${address} belongs to ${owner?.name}, too, who keeps it. Give one of them another address in Microsoft 365.`,
  }));
}

function byPerson(a: RunIssue, b: RunIssue): number {
  return `${a.person} ${a.message}` < `${b.person} ${b.message}` ? -1 : 1;
}
