import mongoose from 'mongoose';
import { fenced } from '../platform/lease-store.ts';
import { stored } from '../platform/mongo.ts';
import type { Change } from './changes.ts';
import { packChanges, packList, unpackChanges, unpackList } from './page-bytes.ts';
import { PersonIds } from './person-ids.ts';

const keptFor = 90 * 24 * 3600;

/**
 * One page of a run: whom it saw, and what it would change. Compressed, one document a page, so that staging a tenant of
 * 100,000 costs a hundred writes. It is the plan before it is applied, and the history afterwards.
 */
interface RunPageDocument {
  _id: string;
  tenantId: string;
  runId: string;
  page: number;
  seen: Buffer;
  changes: Buffer;
  /** Whom this page changes (new people aside, who say so themselves), so that one person's history is found by index. */
  people: string[];
  /** The lease under which it was staged; an older one may neither replace nor drop it. */
  fence: number;
  at: Date;
}

const schema = new mongoose.Schema<RunPageDocument>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    runId: String,
    page: Number,
    seen: Buffer,
    changes: Buffer,
    people: [String],
    fence: Number,
    at: Date,
  },
  { collection: 'runPages', versionKey: false },
);
schema.index({ tenantId: 1, people: 1 });
schema.index({ tenantId: 1, runId: 1, page: 1 });
schema.index({ at: 1 }, { expireAfterSeconds: keptFor });
const pages = mongoose.model('RunPage', schema);

/** A page as the run works with it. */
export interface RunPage {
  page: number;
  seen: string[];
  changes: Change[];
}

/**
 * Stages a page; staging it again replaces it. The checkpoint that follows waits for the disk: this page is there with it.
 * @throws {SignetError} LEASE_LOST where a newer lease has staged it
 */
export async function stagePage(
  tenantId: string,
  runId: string,
  { page, seen, changes }: RunPage,
  { at, fence }: { at: Date; fence: number },
): Promise<void> {
  const document = {
    tenantId,
    runId,
    page,
    seen: await packList(seen),
    changes: await packChanges(changes),
    people: changes.filter(({ what }) => what !== 'create' && what !== 'touch').map(({ id }) => id),
    fence,
    at,
  };
  const filter = { _id: `${runId}:${page}` as never, fence: { $lte: fence } };
  await fenced(() => pages.collection.replaceOne(filter, document, { upsert: true, writeConcern: { w: 1 } }));
}

/** The staged changes of a run, page by page, from page `from` on. */
export async function* readStaged(
  tenantId: string,
  runId: string,
  from = 0,
): AsyncGenerator<{ page: number; changes: Change[] }> {
  for await (const found of pages.collection.find(
    { tenantId, runId, page: { $gte: from } },
    { projection: { page: 1, changes: 1 }, sort: { page: 1 }, batchSize: 4 },
  )) {
    yield { page: found.page, changes: await unpackChanges(bytesOf(found.changes)) };
  }
}

/** Whom the pages before `before` saw: what a run taken up again has to know. */
export async function readSeen(tenantId: string, runId: string, before: number): Promise<PersonIds> {
  const seen = new PersonIds();
  for await (const found of pages.collection.find(
    { tenantId, runId, page: { $lt: before } },
    { projection: { seen: 1 }, batchSize: 4 },
  )) {
    for (const id of await unpackList(bytesOf(found.seen))) seen.add(id);
  }
  return seen;
}

/**
 * Takes over what a run staged before page `from`, and forgets the rest: it is staged anew. From then on no older lease can touch
 * these pages any more.
 */
export async function takeOverStaged(
  tenantId: string,
  runId: string,
  { from, fence }: { from: number; fence: number },
): Promise<void> {
  const before = { tenantId, runId, page: { $lt: from }, fence: { $lte: fence } };
  if (from > 0) await stored(() => pages.collection.updateMany(before, { $set: { fence } }));
  await stored(() => pages.collection.deleteMany({ tenantId, runId, page: { $gte: from }, fence: { $lte: fence } }));
}

/** Gives another run the same pages, as if it had staged them itself. */
export async function copyStaged(
  tenantId: string,
  { from, to, pages: before, fence }: { from: string; to: string; pages: number; fence: number },
): Promise<void> {
  for await (const found of pages.collection.find({ tenantId, runId: from, page: { $lt: before } }, { batchSize: 4 })) {
    const { _id, ...page } = found;
    const filter = { _id: `${to}:${page.page}` as never, fence: { $lte: fence } };
    await fenced(() => pages.collection.replaceOne(filter, { ...page, runId: to, fence }, { upsert: true }));
  }
}

/** What runs had to say of one person who was known before, newest first, page by page. */
export async function* readStagedAbout(
  tenantId: string,
  personId: string,
): AsyncGenerator<{ runId: string; page: number; at: Date; change: Change }> {
  for await (const { runId, page, at, changes } of pages.collection.find(
    { tenantId, people: personId },
    { sort: { at: -1 }, batchSize: 4 },
  )) {
    const change = (await unpackChanges(bytesOf(changes))).find(({ id }) => id === personId);
    if (change) yield { runId: String(runId), page, at, change };
  }
}

/** Takes one person out of what runs staged and did. Gives how many pages named them. */
export async function erasePersonFromPages(tenantId: string, personId: string): Promise<number> {
  let erased = 0;
  for await (const { _id, changes } of pages.collection.find(
    { tenantId },
    { projection: { changes: 1 }, batchSize: 4 },
  )) {
    const all = await unpackChanges(bytesOf(changes));
    const others = all.filter(({ id }) => id !== personId);
    if (others.length === all.length) continue;
    const update = { $set: { changes: await packChanges(others) }, $pull: { people: personId as never } };
    await stored(() => pages.collection.updateOne({ _id, tenantId }, update));
    erased += 1;
  }
  return erased;
}

function bytesOf(bytes: { buffer: Uint8Array } | Buffer): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer);
}
