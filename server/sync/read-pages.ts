import type { DirectoryUser } from '../directory/index.ts';
import { readCensus, readKnown, readRaws } from '../people/index.ts';
import type { Change } from './changes.ts';
import type { Claims } from './claims.ts';
import type { DirectorySource, Position, SourcePage } from './directory-source.ts';
import type { Evaluation } from './evaluate.ts';
import { addFacts, type Facts, type PageFacts } from './facts.ts';
import { planPage, removal } from './plan-page.ts';
import { readSeen, stagePage } from './run-page-store.ts';
import type { RunPorts } from './run-ports.ts';
import type { Checkpoint, Run } from './run-store.ts';

/** A run while it reads. */
export interface Reading {
  run: Run;
  ports: RunPorts;
  evaluation: Evaluation;
  nobodyKnown: boolean;
  groups: Facts['groups'];
  notes: string[];
}

/** What a complete read says of those it did not see; null for a delta, which says only what it says. */
export type Completeness = { goneReason: string; sizesBefore: Record<string, number> } | null;

const removalsPerPage = 1000;

/**
 * Reads to the end: each page is planned and staged, then the checkpoint moves. The next page is on its way while this one is
 * worked on. After a complete read, whoever was not seen is staged for removal.
 */
export async function readPagesToEnd(
  reading: Reading,
  start: Checkpoint,
  source: DirectorySource,
  complete: Completeness,
): Promise<Checkpoint> {
  const { run, ports } = reading;
  const seen = complete ? await readSeen(run.tenantId, run._id, start.pages) : new Set<string>();
  const claims: Claims = new Map();
  let checkpoint = start;
  let coming: Promise<SourcePage> | null = fetchAhead(source, positionOf(start));
  while (coming) {
    const page: SourcePage = await coming;
    ports.signal.throwIfAborted();
    coming = page.next ? fetchAhead(source, page.next) : null;
    const planned = await plan(reading, page, claims, seen, complete !== null);
    await stagePage(
      run.tenantId,
      run._id,
      { page: checkpoint.pages, seen: planned.seenIds, changes: planned.changes },
      ports.clock.now(),
    );
    checkpoint = advance(checkpoint, page, planned);
    await ports.progress({ pages: checkpoint.pages, counts: checkpoint.facts.counts, checkpoint });
  }
  return complete ? stageGone(reading, checkpoint, seen, complete) : checkpoint;
}

function positionOf({ nextLink }: Checkpoint): Position {
  return nextLink === undefined ? { chain: 0 } : JSON.parse(nextLink);
}

/** A failure waits until somebody asks for the page. */
function fetchAhead(source: DirectorySource, position: Position): Promise<SourcePage> {
  const page = source(position);
  page.catch(() => undefined);
  return page;
}

function advance(checkpoint: Checkpoint, page: SourcePage, planned: PageFacts): Checkpoint {
  const facts = addFacts(checkpoint.facts, planned);
  const missing = page.missingGroup;
  return {
    ...checkpoint,
    facts: missing
      ? {
          ...facts,
          groups: [...facts.groups, { id: missing, before: null, now: null }],
          notes: [...facts.notes, `The directory group ${missing} of the scope is missing; its last members are kept.`],
        }
      : facts,
    pages: checkpoint.pages + 1,
    nextLink: page.next ? JSON.stringify(page.next) : undefined,
    deltaLink: page.deltaLink ?? checkpoint.deltaLink,
  };
}

async function plan(
  reading: Reading,
  page: SourcePage,
  claims: Claims,
  seen: Set<string>,
  complete: boolean,
): Promise<PageFacts & { seenIds: string[] }> {
  const { evaluation, nobodyKnown } = reading;
  // Groups overlap, and Graph repeats itself: whom a page before has seen is not counted again.
  const fresh = complete
    ? page.users.filter((user) => !seen.has(`${evaluation.tenantId}:${user.id.toLowerCase()}`))
    : await merged(evaluation.tenantId, page.users);
  const planned = await planPage(fresh, { evaluation, nobodyKnown, claims });
  if (complete) for (const id of planned.seenIds) seen.add(id);
  else planned.changes.push(...(await goneNow(evaluation.tenantId, page.removed)));
  return planned;
}

/** A delta may tell only what changed: on top of what is remembered it is the whole user again, the manager included. */
async function merged(tenantId: string, users: DirectoryUser[]): Promise<DirectoryUser[]> {
  const raws = await readRaws(
    tenantId,
    users.map(({ id }) => `${tenantId}:${id.toLowerCase()}`),
  );
  const latest = new Map<string, DirectoryUser>();
  for (const user of users) {
    const id = user.id.toLowerCase();
    const before = latest.get(id) ?? (raws.get(`${tenantId}:${id}`) as DirectoryUser | undefined);
    latest.set(id, { ...before, ...user });
  }
  // Someone new without a name is not a person yet: the directory is still making up its mind, and will tell again.
  return [...latest.values()].filter((user) => user.userPrincipalName || user.displayName || user.mail);
}

/** Whom the directory says is gone; those never known are no news. */
async function goneNow(tenantId: string, objectIds: string[]): Promise<Change[]> {
  const known = await readKnown(
    tenantId,
    objectIds.map((objectId) => `${tenantId}:${objectId}`),
  );
  return [...known.values()].flatMap(({ id, state, fields, addresses }) => {
    const about = { id, name: fields.displayName ?? addresses[0] ?? id, address: addresses[0] };
    if (state === 'active') return [removal(about, 'deleted in the directory')];
    return state === 'leftOut' ? [{ ...removal(about, ''), what: 'touch' as const }] : [];
  });
}

/** Stages the removal of everyone whom a complete read did not see. Paused people stay. */
async function stageGone(
  reading: Reading,
  checkpoint: Checkpoint,
  seen: Set<string>,
  { goneReason, sizesBefore }: NonNullable<Completeness>,
): Promise<Checkpoint> {
  const { run, ports } = reading;
  let facts: Facts = {
    ...checkpoint.facts,
    groups: checkpoint.facts.groups.map((group) => ({
      ...group,
      before: group.before ?? sizesBefore[group.id] ?? null,
    })),
  };
  let pages = checkpoint.pages;
  let gone: Change[] = [];
  const flush = async () => {
    if (gone.length === 0) return;
    await stagePage(run.tenantId, run._id, { page: pages, seen: [], changes: gone }, ports.clock.now());
    facts = addFacts(facts, { changes: gone, seen: 0, unchanged: 0, skipped: 0, issues: [] });
    pages += 1;
    gone = [];
  };
  for await (const person of readCensus(run.tenantId)) {
    if (seen.has(person.id) || person.state === 'paused') continue;
    gone.push(person.state === 'leftOut' ? { ...removal(person, ''), what: 'touch' } : removal(person, goneReason));
    if (gone.length >= removalsPerPage) await flush();
  }
  await flush();
  return { ...checkpoint, facts, pages };
}
