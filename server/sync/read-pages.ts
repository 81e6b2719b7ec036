import type { DirectoryUser } from '../directory/index.ts';
import { countDirectoryPeople, goneReasons, readCensus, unpackUser } from '../people/index.ts';
import { ahead } from './ahead.ts';
import { accountChange, type Change } from './changes.ts';
import { type ClaimWatch, watchClaims } from './claim-watch.ts';
import type { DirectorySource, Position, SourcePage } from './directory-source.ts';
import { addFacts, type Facts, type PageFacts, withIssues } from './facts.ts';
import type { PersonIds } from './person-ids.ts';
import { planDeltaPage, type Round } from './plan-delta-page.ts';
import { planPage, removal } from './plan-page.ts';
import type { Reading } from './reading.ts';
import type { Checkpoint, Run } from './run.ts';
import { readSeen, readStaged, stagePage } from './run-page-store.ts';

/** What a complete read says of those it did not see; null for a delta, which says only what it says. */
export type Completeness = { goneReason: string; sizesBefore: Record<string, number> } | null;

const removalsPerPage = 1000;

/**
 * Reads to the end: each page is planned and staged, then the checkpoint moves. A page is asked for while the one before is being
 * planned, and planned while that is being staged: a crash loses two pages at most. After a complete read, whoever was not
 * seen is staged for removal.
 */
export async function readPagesToEnd(
  reading: Reading,
  start: Checkpoint,
  source: DirectorySource,
  complete: Completeness,
): Promise<Checkpoint> {
  const { run, ports } = reading;
  const seen = await readSeen(run.tenantId, run._id, start.pages);
  const watch = watchClaims({ tenantId: run.tenantId, runId: run._id, nobodyKnown: reading.nobodyKnown });
  const round = await recall(run, start, watch);
  let checkpoint = start;
  let coming: Promise<SourcePage> | null = start.complete ? null : ahead(source(positionOf(start)));
  let staging: Promise<void> = Promise.resolve();
  try {
    while (coming) {
      const page: SourcePage = await coming;
      ports.signal.throwIfAborted();
      coming = page.next ? ahead(source(page.next)) : null;
      const planned = complete ? await planFull(reading, page, seen) : await planDeltaPage(reading, page, round);
      await watch.note(planned.changes);
      await staging;
      const number = checkpoint.pages;
      checkpoint = advance(checkpoint, page, planned, ports.clock.now());
      staging = ahead(stage(reading, number, planned, checkpoint));
    }
  } finally {
    // Once a run has failed and its lease is given back, nothing of it may still be written.
    await staging.catch(() => undefined);
  }
  await staging;
  const whole = complete ? await stageGone(reading, checkpoint, seen, complete) : checkpoint;
  return { ...whole, facts: withIssues(whole.facts, await watch.issues()) };
}

/** What the pages staged before a crash said, as far as later pages need it. */
async function recall(run: Run, start: Checkpoint, watch: ClaimWatch): Promise<Round> {
  const round: Round = new Map();
  if (start.pages === 0) return round;
  for await (const { page, changes } of readStaged(run.tenantId, run._id)) {
    if (page >= start.pages) break;
    await watch.note(changes);
    if (start.facts.read === 'delta')
      for (const { id, what, write } of changes)
        if (what === 'remove') round.set(id, 'gone');
        else if (write) round.set(id, unpackUser(write.raw) as DirectoryUser);
  }
  return round;
}

function positionOf({ nextLink }: Checkpoint): Position {
  return nextLink === undefined ? { chain: 0 } : JSON.parse(nextLink);
}

/** Stages a page, and then moves the checkpoint behind it. */
async function stage(
  { run, ports }: Reading,
  page: number,
  { seenIds, changes }: { seenIds: string[]; changes: Change[] },
  checkpoint: Checkpoint,
): Promise<void> {
  const staging = { at: ports.clock.now(), fence: ports.fence };
  await stagePage(run.tenantId, run._id, { page, seen: seenIds, changes }, staging);
  await ports.progress({ pages: checkpoint.pages, counts: checkpoint.facts.counts, checkpoint });
}

function advance(
  checkpoint: Checkpoint,
  { group, next, deltaLink }: SourcePage,
  planned: PageFacts,
  now: Date,
): Checkpoint {
  const before = group && checkpoint.scopeGroups?.[group.id];
  const scopeGroups = group && {
    ...checkpoint.scopeGroups,
    [group.id]: group.members === null ? null : (before ?? 0) + group.members,
  };
  return {
    ...checkpoint,
    ...(scopeGroups ? { scopeGroups } : {}),
    facts: addFacts(checkpoint.facts, planned),
    pages: checkpoint.pages + 1,
    nextLink: next ? JSON.stringify(next) : undefined,
    complete: next === null,
    ...(deltaLink ? { deltaLink, deltaLinkAt: now } : {}),
  };
}

/** Groups overlap, and Graph repeats itself: whom a page before has seen is not counted again. */
async function planFull(
  { evaluation, nobodyKnown }: Reading,
  { users }: SourcePage,
  seen: PersonIds,
): Promise<PageFacts & { seenIds: string[] }> {
  const fresh = users.filter((user) => !seen.has(`${evaluation.tenantId}:${user.id.toLowerCase()}`));
  const planned = await planPage(fresh, { evaluation, nobodyKnown });
  for (const id of planned.seenIds) seen.add(id);
  return planned;
}

/** Stages the removal of everyone whom a complete read did not see. Paused people stay. */
async function stageGone(
  { run, ports }: Reading,
  checkpoint: Checkpoint,
  seen: Pick<PersonIds, 'has'>,
  { goneReason, sizesBefore }: NonNullable<Completeness>,
): Promise<Checkpoint> {
  let { facts, pages } = { ...checkpoint, facts: withScopeGroups(checkpoint, sizesBefore) };
  let gone: Change[] = [];
  const flush = async () => {
    if (gone.length === 0) return;
    const staging = { at: ports.clock.now(), fence: ports.fence };
    await stagePage(run.tenantId, run._id, { page: pages, seen: [], changes: gone }, staging);
    facts = addFacts(facts, { changes: gone, seen: 0, unchanged: 0, skipped: 0, issues: [] });
    pages += 1;
    gone = [];
  };
  // Mostly nobody has gone: to count costs a tenth of looking at each.
  const allSeen = facts.activeBefore === (await countDirectoryPeople(run.tenantId)).active;
  for await (const person of readCensus(run.tenantId, { onlyLeftOut: allSeen })) {
    if (seen.has(person.id)) continue;
    if (person.state !== 'leftOut') facts.activeBefore += 1;
    if (person.state === 'paused') {
      // Who left the chosen groups has an account as before.
      if (goneReason === goneReasons.notSeen) gone.push(...accountChange(person, 'gone'));
      continue;
    }
    gone.push(person.state === 'leftOut' ? { ...removal(person, ''), what: 'touch' } : removal(person, goneReason));
    if (gone.length >= removalsPerPage) await flush();
  }
  await flush();
  return { ...checkpoint, facts, pages };
}

/** The facts with the groups of the scope: how many members each has by now, and which have vanished. */
function withScopeGroups({ facts, scopeGroups = {} }: Checkpoint, sizesBefore: Record<string, number>): Facts {
  const known = new Set(facts.groups.map(({ id }) => id));
  const more = Object.entries(scopeGroups).filter(([id]) => !known.has(id));
  const missing = Object.keys(scopeGroups).filter((id) => scopeGroups[id] === null);
  return {
    ...facts,
    groups: [...facts.groups, ...more.map(([id, now]) => ({ id, before: sizesBefore[id] ?? null, now }))],
    notes: [
      ...facts.notes,
      ...missing.map((id) => `The directory group ${id} of the scope is missing; its last members are kept.`),
    ],
  };
}
