import { isDeepStrictEqual } from 'node:util';
import type { DirectoryUser } from '../directory/index.ts';
import { goneReasons, readKnown, readRaws } from '../people/index.ts';
import { accountChange, type Change } from './changes.ts';
import type { SourcePage } from './directory-source.ts';
import type { PageFacts } from './facts.ts';
import { planPage, removal } from './plan-page.ts';
import type { Reading } from './reading.ts';

/** What the pages of this round have said so far, by person: Graph may come back to someone, and the last word counts. */
export type Round = Map<string, DirectoryUser | 'gone'>;

/** Plans a page of changes. A delta may tell only what changed: on top of what is remembered it is the whole user again. */
export async function planDeltaPage(
  { evaluation, nobodyKnown }: Reading,
  page: SourcePage,
  round: Round,
): Promise<PageFacts & { seenIds: string[] }> {
  const { tenantId } = evaluation;
  const idOf = (objectId: string) => `${tenantId}:${objectId.toLowerCase()}`;
  const told = (user: DirectoryUser) => round.get(idOf(user.id));
  const users = (await merged(page.users, idOf, { tenantId, round })).filter(
    (user) => !isDeepStrictEqual(user, told(user)),
  );
  const back = users.filter((user) => told(user) === 'gone');
  const others = users.filter((user) => told(user) !== 'gone');
  // What is remembered of somebody paused is old: only what this page says itself counts.
  const said = new Map(page.users.map(({ id, accountEnabled }) => [idOf(id), accountEnabled ?? undefined]));
  const enabled = ({ id }: DirectoryUser) => said.get(idOf(id));
  const planned = await planPage(others, { evaluation, nobodyKnown, enabled, staged: (id) => round.has(id) });
  // Their removal is staged already, so that they have to be brought back, whatever is stored of them.
  const restored = await planPage(back, { evaluation, nobodyKnown, enabled, staged: 'removal' });
  const gone = page.removed.map(idOf);
  const removals = await goneNow(tenantId, gone, round);
  for (const user of users) round.set(idOf(user.id), user);
  for (const id of gone) round.set(id, 'gone');
  return {
    seen: planned.seen + restored.seen,
    unchanged: planned.unchanged + restored.unchanged,
    skipped: planned.skipped + restored.skipped,
    issues: [...planned.issues, ...restored.issues],
    changes: [...planned.changes, ...restored.changes, ...removals],
    seenIds: [...planned.seenIds, ...restored.seenIds, ...gone],
  };
}

async function merged(
  users: DirectoryUser[],
  idOf: (objectId: string) => string,
  { tenantId, round }: { tenantId: string; round: Round },
): Promise<DirectoryUser[]> {
  const raws = await readRaws(
    tenantId,
    users.map(({ id }) => idOf(id)),
  );
  const latest = new Map<string, DirectoryUser>();
  for (const user of users) {
    const id = idOf(user.id);
    const told = round.get(id);
    const before =
      latest.get(id) ?? (told === 'gone' ? undefined : told) ?? (raws.get(id) as DirectoryUser | undefined);
    latest.set(id, { ...before, ...user });
  }
  // Someone new without a name is not a person yet: the directory is still making up its mind, and will tell again.
  return [...latest.values()].filter((user) => user.userPrincipalName || user.displayName || user.mail);
}

/** Whom the directory says is gone; those never known are no news. */
export async function goneNow(tenantId: string, ids: string[], round: Round = new Map()): Promise<Change[]> {
  const known = await readKnown(tenantId, ids);
  return ids.flatMap((id) => {
    const [person, told] = [known.get(id), round.get(id)];
    if (person?.state === 'paused') return accountChange(person, 'gone');
    // An earlier page may bring someone in whom the database does not know yet.
    const cameIn = typeof told === 'object' && person?.state !== 'leftOut' ? told : undefined;
    const [address] = person?.addresses ?? [];
    const about = { id, name: person?.fields.displayName ?? cameIn?.displayName ?? address ?? id, address };
    if (person?.state === 'active' || cameIn) return [removal(about, goneReasons.deleted)];
    return person?.state === 'leftOut' ? [{ ...removal(about, ''), what: 'touch' as const }] : [];
  });
}
