import {
  adoptPeopleByHand,
  type DirectoryWrite,
  forgetLeftOut,
  noteAccounts,
  readLeftAlone,
  removePeople,
  writeDirectoryPeople,
} from '../people/index.ts';
import { ahead } from './ahead.ts';
import { type Change, keeping } from './changes.ts';
import type { Verdict } from './judge.ts';
import { readStaged } from './run-page-store.ts';

/** Under which lease, when, and until when a plan is applied. */
export interface Applying {
  tenantId: string;
  runId: string;
  now: Date;
  fence: number;
  signal: AbortSignal;
  /** Only those whom no lease newer than this one has written meanwhile; others have moved on since the plan was made. */
  since?: number;
  /** The first page not applied yet; a run taken up again goes on there. */
  from?: number;
  onPage?(page: number): Promise<void>;
}

/**
 * Writes what a run staged, save what the verdict keeps back. Every write is idempotent and carries the fence, so that an
 * interrupted plan can be applied again, and a worker that lost its lease writes nothing.
 */
export async function apply(verdict: Pick<Verdict, 'removals' | 'fields'>, applying: Applying): Promise<void> {
  const kept = new Set(verdict.fields);
  // Portions are written while those before still are, and how far it has come is noted meanwhile: a crash writes two pages again.
  const underWay: { ids: Set<string>; written: Promise<unknown> }[] = [];
  const all = () => Promise.all(underWay.map(({ written }) => written));
  let noted: Promise<unknown> = Promise.resolve();
  try {
    for await (const { changes, page } of portionsOf(readStaged(applying.tenantId, applying.runId, applying.from))) {
      applying.signal.throwIfAborted();
      const wanted = changes
        .filter((change) => !leaves(change) || !verdict.removals)
        .map((change) => (kept.size > 0 ? keeping(change, kept) : change));
      // What a later page says of somebody comes after what an earlier one does.
      if (underWay.some(({ ids }) => wanted.some(({ id }) => ids.has(id)))) await all();
      while (underWay.length >= atOnce) await underWay.shift()?.written;
      underWay.push({ ids: new Set(wanted.map(({ id }) => id)), written: ahead(write(wanted, applying)) });
      if (page === undefined) continue;
      await noted;
      noted = ahead(all().then(() => applying.onPage?.(page)));
    }
    await all();
    await noted;
  } finally {
    // Once a run has failed and its lease is given back, nothing of it may still be written.
    await Promise.allSettled([...underWay.map(({ written }) => written), noted]);
  }
  await adoptPeopleByHand(applying.tenantId, applying.now);
}

/** How many changes are written at a time (a quarter of a page), and how many such portions at once: larger ones need more memory. */
const portion = 250;
const atOnce = 3;

/** The changes of staged pages in portions; the last one of a page says which page it was. */
async function* portionsOf(
  staged: AsyncIterable<{ page: number; changes: Change[] }>,
): AsyncGenerator<{ changes: Change[]; page?: number }> {
  for await (const { page, changes } of staged) {
    let start = 0;
    for (; changes.length - start > portion; start += portion) yield { changes: changes.slice(start, start + portion) };
    yield { changes: changes.slice(start), page };
  }
}

/** Applies what a verdict kept back: the removals, and the fields that go empty. Gives how many people were removed and changed. */
export async function applyHeld(
  verdict: Pick<Verdict, 'removals' | 'fields'>,
  applying: Applying & { since: number },
): Promise<Written> {
  const kept = new Set(verdict.fields);
  const all: Written = { removed: 0, updated: 0 };
  for await (const { changes } of readStaged(applying.tenantId, applying.runId)) {
    const held = changes.filter((change) =>
      leaves(change) ? verdict.removals : change.fields.some((field) => kept.has(field.field) && !field.new),
    );
    const { removed, updated } = await write(held, applying);
    all.removed += removed;
    all.updated += updated;
  }
  return all;
}

/** Does it say that somebody is gone? That is what a hold on removals keeps back. */
const leaves = ({ what, account }: Change) => what === 'remove' || account === 'gone';

/** How many people a write has reached. */
export interface Written {
  removed: number;
  updated: number;
}

async function write(wanted: Change[], { tenantId, now, fence, since }: Applying): Promise<Written> {
  await noteAccounts(
    tenantId,
    wanted.flatMap(({ id, account }) => (account ? [{ id, closed: account !== 'open' }] : [])),
  );
  const planned = wanted.filter(({ account }) => !account);
  // Someone may have been paused, ended or removed by hand since the plan was made.
  const known = planned.flatMap(({ id, what, fields }) => (what === 'create' && fields.length === 0 ? [] : [id]));
  const leftAlone = await readLeftAlone(tenantId, known);
  const changes = leftAlone.size > 0 ? planned.filter(({ id }) => !leftAlone.has(id)) : planned;
  const writes = changes.flatMap((change): DirectoryWrite[] =>
    change.write ? [{ person: change.write, state: stateAfter(change), reason: change.reason }] : [],
  );
  const options = { now, fence, since };
  const leaving = writes.filter(({ state }) => state === 'removed');
  let removed = await writeDirectoryPeople(tenantId, leaving, options);
  const updated = await writeDirectoryPeople(
    tenantId,
    writes.filter(({ state }) => state !== 'removed'),
    options,
  );
  const gone = changes.filter((change) => change.what === 'remove' && !change.write);
  for (const reason of new Set(gone.map((change) => change.reason))) {
    const ids = gone.filter((change) => change.reason === reason).map(({ id }) => id);
    removed += await removePeople(tenantId, ids, { ...options, reason });
  }
  const forgotten = changes.filter((change) => change.what === 'touch' && !change.write).map(({ id }) => id);
  await forgetLeftOut(tenantId, forgotten, fence);
  return { removed, updated };
}

function stateAfter({ what }: Change): DirectoryWrite['state'] {
  if (what === 'remove') return 'removed';
  return what === 'create' || what === 'restore' ? 'active' : 'keep';
}
