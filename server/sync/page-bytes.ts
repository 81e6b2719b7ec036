import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Change } from './changes.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);
/** Bytes at a time: the default of 16 KB would go back and forth between threads a hundred times a page. */
const chunkSize = 1 << 20;
const lineEnd = Buffer.from('\n');
const noBytes = Buffer.alloc(0);

/** A list as compressed JSON. */
export async function packList(list: string[]): Promise<Buffer> {
  return deflate(JSON.stringify(list), { level: 1, chunkSize: chunkSize / 4 });
}

/** The list that was packed. */
export async function unpackList(bytes: Buffer): Promise<string[]> {
  return JSON.parse((await inflate(bytes, { chunkSize })).toString('utf8'));
}

/**
 * Changes, compressed: the first line is their JSON without the directory's users, each further line one of those users, who are
 * packed as JSON already (and so have no line ends). They pass through as bytes: nothing of a run needs them as texts.
 */
export async function packChanges(changes: Change[]): Promise<Buffer> {
  const raws: Buffer[] = [];
  const slim = changes.map((change) => {
    if (!change.write) return change;
    raws.push(lineEnd, change.write.raw);
    return { ...change, write: { ...change.write, raw: undefined } };
  });
  return deflate(Buffer.concat([Buffer.from(JSON.stringify(slim)), ...raws]), { level: 1, chunkSize: chunkSize / 4 });
}

/** The changes that were packed. */
export async function unpackChanges(bytes: Buffer): Promise<Change[]> {
  const lines = linesOf(await inflate(bytes, { chunkSize }));
  const changes: Change[] = JSON.parse(String(lines.next().value ?? '[]'));
  for (const { write } of changes) if (write) write.raw = lines.next().value ?? noBytes;
  return changes;
}

function* linesOf(bytes: Buffer): Generator<Buffer, undefined> {
  for (let start = 0, end = 0; end < bytes.length; start = end + 1) {
    const found = bytes.indexOf(lineEnd, start);
    end = found === -1 ? bytes.length : found;
    yield bytes.subarray(start, end);
  }
}
