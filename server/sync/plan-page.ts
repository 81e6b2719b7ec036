import type { PersonFields, RunIssue } from '../../contract/index.ts';
import type { DirectoryUser } from '../directory/index.ts';
import { type KnownHash, type KnownPerson, readHashes, readKnown, UserPacker } from '../people/index.ts';
import { accountChange, type Change, changeOf } from './changes.ts';
import { type Evaluated, type Evaluation, evaluate, inputHashOf, type Kept } from './evaluate.ts';
import type { PageFacts } from './facts.ts';
import { enabledOf } from './mapping.ts';

/** What planning a page needs beside the page. */
export interface PagePlanning {
  evaluation: Evaluation;
  /** Nobody is known yet: the first sync asks the database nothing. */
  nobodyKnown: boolean;
  /**
   * Whom an earlier page of this run has staged something for: what this one says is staged, too, even where the database has it
   * already. `removal`: all of these are staged for removal.
   */
  staged?: ((id: string) => boolean) | 'removal';
  /** Does this page say that somebody's account is enabled? undefined: it says nothing of it. By default each user is as in the directory. */
  enabled?: (user: DirectoryUser) => boolean | undefined;
}

/**
 * Compares a page of users with who is there. Most did not change: for them a hash is read and nothing else happens.
 * Of a user that stands in the page twice the last one counts.
 */
export async function planPage(
  users: DirectoryUser[],
  { evaluation, nobodyKnown, staged, enabled = enabledOf }: PagePlanning,
): Promise<PageFacts & { seenIds: string[] }> {
  const { tenantId } = evaluation;
  const byId = new Map(
    users.filter((user) => !user['@removed']).map((user) => [`${tenantId}:${user.id.toLowerCase()}`, user]),
  );
  const ids = [...byId.keys()];
  const hashes = nobodyKnown ? new Map<string, KnownHash>() : await readHashes(tenantId, ids);
  const page: PageFacts & { seenIds: string[] } = {
    changes: [],
    seen: ids.length,
    unchanged: 0,
    skipped: 0,
    issues: [],
    seenIds: ids,
    activeBefore: [...hashes.values()].filter(({ present }) => present).length,
  };
  const isStaged = staged === 'removal' ? () => true : (staged ?? (() => false));
  const packer = new UserPacker();
  const kept = new Map<string, Kept>();
  const changed = ids.filter((id) => {
    const before = hashes.get(id);
    const inputHash = inputHashOf(byId.get(id) as DirectoryUser, evaluation, packer);
    const same = before !== undefined && !isStaged(id) && before.state !== 'removed' && before.inputHash === inputHash;
    if (!same) kept.set(id, { raw: packer.keep(), inputHash });
    if (same || before?.state === 'paused') count(page, before?.state === 'leftOut');
    if (before?.state === 'paused') {
      const account = enabled(byId.get(id) as DirectoryUser);
      if (account !== undefined) page.changes.push(...accountChange({ id, ...before }, account ? 'open' : 'disabled'));
    }
    return !same && before?.state !== 'paused';
  });
  const known = await readKnown(
    tenantId,
    changed.filter((id) => hashes.has(id)),
  );
  for (const id of changed) {
    const before = known.get(id);
    const person = before && staged === 'removal' ? { ...before, state: 'removed' as const } : before;
    const planning = { evaluation, staged: isStaged(id), kept: kept.get(id) };
    planOne(byId.get(id) as DirectoryUser, person, planning, page);
  }
  return page;
}

function planOne(
  user: DirectoryUser,
  known: KnownPerson | undefined,
  { evaluation, staged, kept }: { evaluation: Evaluation; staged: boolean; kept: Kept | undefined },
  page: PageFacts,
): void {
  const before: PersonFields = known?.fields ?? {};
  const evaluated = evaluate(user, evaluation, before, kept);
  const change = changeOf(evaluated, known) ?? (staged ? touch(evaluated) : null);
  if (change) page.changes.push(change);
  if (!evaluated.import && change?.what !== 'remove') page.skipped += 1;
  else if (!change || change.what === 'touch') page.unchanged += 1;
  if (evaluated.import)
    page.issues.push(
      ...evaluated.issues.map((issue): RunIssue => ({ person: evaluated.person.address ?? evaluated.id, ...issue })),
    );
}

/** Writes what is there already: an earlier page of this run would change it. */
function touch({ id, name, person }: Evaluated): Change {
  return { id, name, what: 'touch', fields: [], write: person };
}

function count(page: PageFacts, leftOut: boolean): void {
  if (leftOut) page.skipped += 1;
  else page.unchanged += 1;
}

/** The change that removes someone whom a complete read did not see, or whom the directory says is gone. */
export function removal(person: { id: string; name: string; address?: string }, reason: string): Change {
  return {
    id: person.id,
    name: person.name,
    ...(person.address ? { address: person.address } : {}),
    what: 'remove',
    reason,
    fields: [],
  };
}
