import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Longer paths of sockets are cut silently by some systems. */
const MAX_BYTES = 100;

/** A socket path for a data folder: `db.sock` inside, or a name made of the folder's hash under the system's temporary folder. */
export function socketPathFor(folder: string): string {
  const inside = join(resolve(folder), 'db.sock');
  if (Buffer.byteLength(inside) <= MAX_BYTES) return inside;
  const name = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 24);
  const short = join(tmpdir(), `embedded-db-${name}.sock`);
  return Buffer.byteLength(short) <= MAX_BYTES ? short : `/tmp/embedded-db-${name}.sock`;
}
