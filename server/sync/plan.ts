import type { RunCounts, RunIssue } from '../../contract/index.ts';
import type { CensusEntry, DirectoryPerson } from '../people/index.ts';

/** A user as read, mapped and decided on: what the directory says should be. */
export interface Wanted {
  person: DirectoryPerson;
  name: string;
  issues: { code: string; message: string }[];
}

/** Everything a complete read saw. */
export interface ReadResult {
  seen: number;
  /** Those to be imported, each once. */
  wanted: Map<string, Wanted>;
  /** Those left out, with the reason: no issue, but explained on request. */
  skipped: Map<string, string>;
}

/** Someone who would be removed. */
export interface Removal {
  id: string;
  name: string;
  address?: string;
}

/** What a run would change. Applying it twice changes nothing more. */
export interface Plan {
  seen: number;
  writes: DirectoryPerson[];
  creates: string[];
  updates: string[];
  restores: string[];
  removals: Removal[];
  unchanged: number;
  skipped: number;
  issues: RunIssue[];
  /** How many were active before. */
  activeBefore: number;
}

/** Compares what a complete read wants with who is there. Pages' order and repeats make no difference. */
export function plan(read: ReadResult, census: Iterable<CensusEntry>): Plan {
  const result: Plan = {
    seen: read.seen,
    writes: [],
    creates: [],
    updates: [],
    restores: [],
    removals: [],
    unchanged: 0,
    skipped: read.skipped.size,
    issues: [],
    activeBefore: 0,
  };
  const known = new Set<string>();
  for (const entry of census) {
    known.add(entry.id);
    if (entry.state !== 'removed') result.activeBefore += 1;
    compare(entry, read.wanted.get(entry.id), result);
  }
  for (const [id, { person }] of read.wanted) {
    if (known.has(id)) continue;
    result.creates.push(id);
    result.writes.push(person);
  }
  result.issues = [...ownIssues(read), ...addressConflicts(read)];
  return result;
}

function compare(entry: CensusEntry, wanted: Wanted | undefined, result: Plan): void {
  if (!wanted) {
    if (entry.state !== 'removed')
      result.removals.push({ id: entry.id, name: entry.name, ...(entry.address ? { address: entry.address } : {}) });
    return;
  }
  const changed = entry.hash !== wanted.person.hash;
  if (changed) result.writes.push(wanted.person);
  if (entry.state === 'removed') result.restores.push(entry.id);
  else if (changed) result.updates.push(entry.id);
  else result.unchanged += 1;
}

function ownIssues(read: ReadResult): RunIssue[] {
  return [...read.wanted.values()].flatMap(({ person, issues }) =>
    issues.map((issue) => ({ person: person.address ?? person.id, ...issue })),
  );
}

/** Two users with one address: the smaller rank keeps it (enabled, then licensed, then oldest), the other is told. */
function addressConflicts(read: ReadResult): RunIssue[] {
  const owners = new Map<string, Wanted>();
  const issues: RunIssue[] = [];
  const inOrder = [...read.wanted.values()].sort((a, b) => order(a.person, b.person));
  for (const wanted of inOrder) {
    for (const address of wanted.person.addresses) {
      const owner = owners.get(address);
      if (!owner) owners.set(address, wanted);
      else
        issues.push({
          person: wanted.person.address ?? wanted.person.id,
          code: 'ADDRESS_TAKEN',
          message: `${address} belongs to ${owner.name}, too, who keeps it. Give one of them another address in Microsoft 365.`,
        });
    }
  }
  return issues;
}

function order(a: DirectoryPerson, b: DirectoryPerson): number {
  const left = `${a.rank} ${a.id}`;
  const right = `${b.rank} ${b.id}`;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The plan in numbers. */
export function countsOf(made: Plan): RunCounts {
  return {
    seen: made.seen,
    created: made.creates.length,
    updated: made.updates.length,
    unchanged: made.unchanged,
    removed: made.removals.length,
    restored: made.restores.length,
    skipped: made.skipped,
  };
}
