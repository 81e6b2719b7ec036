import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Change } from './changes.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** A list as compressed JSON. */
export async function packList(list: string[]): Promise<Buffer> {
  return deflate(JSON.stringify(list), { level: 1 });
}

/** The list that was packed. */
export async function unpackList(bytes: Buffer): Promise<string[]> {
  return JSON.parse((await inflate(bytes)).toString('utf8'));
}

/**
 * Changes, compressed: the first line is their JSON without the directory's users, each further line one of those users, who are
 * JSON already (and so have no line ends). Writing them as texts inside JSON would cost more than everything else of a page.
 */
export async function packChanges(changes: Change[]): Promise<Buffer> {
  const raws: string[] = [];
  const slim = changes.map((change) => {
    if (!change.write) return change;
    raws.push(change.write.raw);
    return { ...change, write: { ...change.write, raw: '' } };
  });
  return deflate([JSON.stringify(slim), ...raws].join('\n'), { level: 1 });
}

/** The changes that were packed. */
export async function unpackChanges(bytes: Buffer): Promise<Change[]> {
  const [head = '[]', ...raws] = (await inflate(bytes)).toString('utf8').split('\n');
  const changes: Change[] = JSON.parse(head);
  let next = 0;
  for (const { write } of changes) if (write) write.raw = raws[next++] ?? '';
  return changes;
}
