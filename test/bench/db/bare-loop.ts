/**
 * The least that upserts can cost in one process: look the key up, apply the same update with mingo, write the same bytes
 * and the same index entry with lmdb, as durably. Arguments: the folder, how many.
 */
import { join } from 'node:path';
import { deserialize, ObjectId, serialize } from 'bson';
import { open } from 'lmdb';
import { update } from 'mingo';
import { BATCH, upsertOf } from './persons.ts';
import { timed } from './timed.ts';

const [folder = '', size = ''] = process.argv.slice(2);
const count = Number(size);
const root = open({ path: join(folder, 'bare.db'), noSubdir: true, eventTurnBatching: false });
const documents = root.openDB<Buffer, Buffer>('documents', { keyEncoding: 'binary', encoding: 'binary' });
const byKey = root.openDB<Buffer, string>('keys', { encoding: 'binary' });

const operations = Array.from({ length: count }, (_, number) => upsertOf(number));

async function upsertAll(): Promise<void> {
  for (let at = 0; at < count; at += BATCH) {
    await root.transaction(() => {
      for (const operation of operations.slice(at, at + BATCH)) upsert(operation);
    });
    await root.flushed;
  }
}

function upsert({ filter, update: changes }: ReturnType<typeof upsertOf>): void {
  const id = byKey.get(filter.key);
  const stored = id && documents.get(id);
  if (id && stored) {
    const document = deserialize(stored);
    if (update(document, changes).length > 0) documents.put(id, Buffer.from(serialize(document)));
    return;
  }
  const _id = new ObjectId();
  const document: Record<string, unknown> = { _id, ...filter };
  update(document, changes);
  documents.put(Buffer.from(_id.id), Buffer.from(serialize(document)));
  byKey.put(filter.key, Buffer.from(_id.id));
}

await timed('first', upsertAll);
await timed('repeat', upsertAll);
await root.close();
process.disconnect?.();
