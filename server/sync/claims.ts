import type { RunIssue } from '../../contract/index.ts';
import { readClaimants } from '../people/index.ts';
import type { Change } from './changes.ts';

interface Claim {
  id: string;
  name: string;
  rank: string;
}

/** Who claims which address in this run so far; only people whom the run changes. */
export type Claims = Map<string, Claim>;

/**
 * Two users with one address: the smaller rank keeps it (enabled, then licensed, then oldest), the other is told.
 * Looks among the changed people of this run, and, where people were known before, in the database.
 */
export async function claimIssues(
  tenantId: string,
  changes: Change[],
  claims: Claims,
  nobodyKnown: boolean,
): Promise<RunIssue[]> {
  const issues: RunIssue[] = [];
  const writes = changes.flatMap(({ what, write, name }) =>
    write && what !== 'remove' && what !== 'touch' ? [{ write, name }] : [],
  );
  const others = nobodyKnown
    ? []
    : await readClaimants(
        tenantId,
        writes.flatMap(({ write }) => write.addresses),
      );
  for (const other of others)
    for (const address of other.addresses) if (!claims.has(address)) claims.set(address, other);
  for (const { write, name } of writes) {
    for (const address of write.addresses) {
      const mine: Claim = { id: write.id, name, rank: write.rank };
      const other = claims.get(address);
      if (!other || other.id === mine.id) {
        claims.set(address, mine);
        continue;
      }
      const [owner, loser] = before(mine, other) ? [mine, other] : [other, mine];
      claims.set(address, owner);
      issues.push({
        person: loser === mine ? (write.address ?? write.id) : loser.name,
        code: 'ADDRESS_TAKEN',
        message: `${address} belongs to ${owner.name}, too, who keeps it. Give one of them another address in Microsoft 365.`,
      });
    }
  }
  return issues;
}

function before(a: Claim, b: Claim): boolean {
  return `${a.rank} ${a.id}` < `${b.rank} ${b.id}`;
}
