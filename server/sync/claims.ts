import type { RunIssue } from '../../contract/index.ts';
import type { Change } from './changes.ts';

/** A person who has addresses, and how they rank against others who want one of them. */
export interface Claim {
  id: string;
  name: string;
  rank: string;
  addresses: string[];
}

/** Claims on contested addresses, by person. */
export type Claims = Map<string, Claim>;

/** Notes what changes say of contested addresses; of several about one person the last one counts. */
export function noteClaims(claims: Claims, changes: Change[], contested: ReadonlySet<string>): void {
  for (const { id, name, what, write } of changes) {
    if (what === 'remove') claims.delete(id);
    else if (what !== 'touch' && write && (claims.has(id) || write.addresses.some((address) => contested.has(address))))
      claims.set(id, { id, name, rank: write.rank, addresses: write.addresses });
  }
}

/** Two users with one address: the smaller rank keeps it (enabled, then licensed, then oldest), the other is told. */
export function conflictsOf(claims: Claims, contested: ReadonlySet<string>): RunIssue[] {
  const owners = new Map<string, Claim>();
  const issues: RunIssue[] = [];
  const byRank = [...claims.values()].sort((a, b) => (`${a.rank} ${a.id}` < `${b.rank} ${b.id}` ? -1 : 1));
  for (const claim of byRank)
    for (const address of claim.addresses) {
      const owner = owners.get(address);
      if (owner) issues.push(takenFrom(claim, address, owner));
      else if (contested.has(address)) owners.set(address, claim);
    }
  return issues.sort(byPerson);
}

function takenFrom(loser: Claim, address: string, owner: Claim): RunIssue {
  return {
    person: loser.addresses.find((own) => own !== address) ?? loser.name,
    code: 'ADDRESS_TAKEN',
    message: `${address} belongs to ${owner.name}, too, who keeps it. Give one of them another address in Microsoft 365.`,
  };
}

function byPerson(a: RunIssue, b: RunIssue): number {
  return `${a.person} ${a.message}` < `${b.person} ${b.message}` ? -1 : 1;
}
