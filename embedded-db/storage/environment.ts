import { type Database, open, type RootDatabase, type RootDatabaseOptionsWithPath } from 'lmdb';
import { decodeDoc } from '../bson/decode.ts';
import { encodeDoc } from '../bson/encode.ts';
import { doc } from '../bson/values.ts';
import { EmbeddedDatabaseError } from '../errors.ts';

export type Table = Database<Buffer, Buffer>;

/** The open LMDB file and its three tables. */
export interface Environment {
  /** The data file. */
  path: string;
  root: RootDatabase<Buffer, Buffer>;
  /** What collections and indexes there are: one BSON document each. */
  catalog: Table;
  /** collection number, record number → the document's BSON. */
  documents: Table;
  /** index number, key → record number (unique indexes); index number, key, record number → nothing (others). */
  entries: Table;
}

/** Raised when the layout of the tables changes. */
const FORMAT = 1;
const FORMAT_KEY = Buffer.from('format');
const binary = { keyEncoding: 'binary', encoding: 'binary' } as const;

/**
 * Opens the file, making it if there is none; `readOnly`: only to look at it. Throws EmbeddedDatabaseError, and then the file
 * is as it was.
 */
export function openEnvironment(path: string, readOnly = false): Environment {
  // Batching by event turn leaves promises behind that nobody can catch when the disk is full.
  const options: RootDatabaseOptionsWithPath & { eventTurnBatching: boolean } = {
    eventTurnBatching: false,
    path,
    noSubdir: true,
    maxDbs: 4,
    maxReaders: 64,
    separateFlushed: true,
    readOnly,
    ...binary,
  };
  const root = open<Buffer, Buffer>(options);
  const catalog = root.openDB<Buffer, Buffer>('catalog', binary);
  const written = catalog.get(FORMAT_KEY);
  if (written) {
    const format = decodeDoc(written).get('format');
    if (typeof format !== 'number' || format > FORMAT) {
      void root.close();
      throw new EmbeddedDatabaseError(
        'FILE_TOO_NEW',
        `${path} was written by a newer version of this program (format ${String(format)}, this one reads ${FORMAT}): start that version.`,
      );
    }
  } else catalog.putSync(FORMAT_KEY, encodeDoc(doc({ format: FORMAT })));
  return {
    path,
    root,
    catalog,
    documents: root.openDB<Buffer, Buffer>('documents', binary),
    entries: root.openDB<Buffer, Buffer>('entries', binary),
  };
}
