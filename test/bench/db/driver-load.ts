/**
 * A client of the database, measured: `upsert` (all persons, twice), `point` (single reads by _id and by unique index),
 * `read` (16 readers until the parent says stop). Arguments: what, the URI, how many persons, and for `point` how many the
 * larger collection has.
 */
import { MongoClient } from 'mongodb';
import { BATCH, personAt, upsertOf } from './persons.ts';
import { tell, timed } from './timed.ts';

const [what, uri = '', size = '', largeSize = ''] = process.argv.slice(2);
const count = Number(size);
const READERS = 16;
const POINTS = 2000;
const TURN = 50;

const client = await MongoClient.connect(uri, { writeConcern: { w: 'majority' } });
const persons = client.db('bench').collection<{ key: string }>(`persons${count}`);

async function upsertAll(operations: ReturnType<typeof upsertOf>[]): Promise<void> {
  for (let at = 0; at < count; at += BATCH) {
    const batch = operations.slice(at, at + BATCH);
    await persons.bulkWrite(batch.map((operation) => ({ updateOne: { ...operation, upsert: true } })));
  }
}

/** Reads persons here and there, one after another; in turns from a small collection and from a large one, as noise hits both then. */
async function pointReads(few: number, many: number): Promise<void> {
  const sides = await Promise.all([sideOf('few', few), sideOf('many', many)]);
  const seconds: Record<string, number> = {};
  for (let turn = 0; turn < POINTS / TURN; turn++) {
    for (const { name, collection, persons } of sides) {
      const part = persons.slice(turn * TURN, (turn + 1) * TURN);
      for (const by of ['key', '_id'] as const) {
        const start = performance.now();
        for (const person of part) await collection.findOne({ [by]: person[by] });
        const phase = `${by} ${name}`;
        seconds[phase] = (seconds[phase] ?? 0) + (performance.now() - start) / 1000;
      }
    }
  }
  for (const [phase, value] of Object.entries(seconds)) await tell({ phase, seconds: value, cpuSeconds: 0 });
}

async function sideOf(name: string, size: number) {
  const collection = client.db('bench').collection<{ key: string }>(`persons${size}`);
  const keys = Array.from({ length: POINTS }, (_, index) => personAt((index * 7919) % size).key);
  const found = await collection.find({ key: { $in: keys } }).toArray();
  const persons = new Map(found.map((person) => [person.key, person]));
  return { name, collection, persons: keys.flatMap((key) => persons.get(key) ?? []) };
}

/** Reads with 16 readers at once, and tells the 99th percentile of each stretch between two messages of the parent. */
async function readOn(): Promise<void> {
  let times: number[] = [];
  let phase = '';
  process.on('message', (message) => {
    times.sort((a, b) => a - b);
    if (phase)
      void tell({ phase, seconds: (times[Math.floor(times.length * 0.99)] ?? 0) / 1000, cpuSeconds: times.length });
    times = [];
    phase = String(message);
  });
  const reader = async (number: number) => {
    for (let at = number; phase !== 'end'; at += READERS) {
      const start = performance.now();
      await persons.findOne({ key: personAt(at % count).key });
      times.push(performance.now() - start);
      // As many do: each reader asks, looks at the answer, and asks again a little later.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await Promise.all(Array.from({ length: READERS }, (_, number) => reader(number)));
}

if (what === 'upsert') {
  await persons.createIndex({ key: 1 }, { unique: true });
  const operations = Array.from({ length: count }, (_, number) => upsertOf(number));
  await timed('first', () => upsertAll(operations));
  await timed('repeat', () => upsertAll(operations));
} else if (what === 'point') await pointReads(count, Number(largeSize));
else await readOn();
await client.close();
process.disconnect?.();
