import type { ComposeType, SignatureAnswer } from '../../contract/signature.ts';
import { readAnswer } from './read-answer.ts';

/** One remembered answer; `answer: null` means that this sender gets no signature. */
export interface CacheEntry {
  answer: SignatureAnswer | null;
  etag?: string;
  /** When the server last confirmed it, in milliseconds. */
  at: number;
}

/** Everything remembered for one user, as one text. A document of another version counts as empty. */
export interface CacheDocument {
  version: 1;
  /** The tenant the answers came from, once a sign-in has told. */
  tenant?: string;
  /** When all addresses × compose types were last fetched, and the ETag of that answer. */
  allAt?: number;
  allEtag?: string;
  entries: Record<string, CacheEntry>;
}

const mostEntries = 90;
/** roamingSettings hold 32 KB altogether; the value is stored as JSON inside JSON, which escapes every quote once more. */
const roamingBytes = 30_000;

/** A document without anything in it. */
export const emptyDocument = (): CacheDocument => ({ version: 1, entries: {} });

/** The key of an entry. */
export const entryKey = (from: string, composeType: ComposeType): string =>
  `${from.trim().toLowerCase()}|${composeType}`;

/** Reads what a store held; corrupt entries are dropped, a corrupt or foreign document is empty. Never throws. */
export function parseDocument(text: string | undefined): CacheDocument {
  const document = emptyDocument();
  try {
    const found = JSON.parse(text ?? 'null') as Partial<CacheDocument> | null;
    if (found?.version !== 1 || typeof found.entries !== 'object' || !found.entries) return document;
    if (typeof found.tenant === 'string') document.tenant = found.tenant;
    if (typeof found.allAt === 'number') document.allAt = found.allAt;
    if (typeof found.allEtag === 'string') document.allEtag = found.allEtag;
    for (const key of Object.keys(found.entries)) {
      const entry = readEntry(found.entries[key]);
      if (entry) document.entries[key] = entry;
    }
  } catch {
    return emptyDocument();
  }
  return document;
}

function readEntry(value: unknown): CacheEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { answer, etag, at } = value as Partial<Record<keyof CacheEntry, unknown>>;
  const read = answer === null ? null : readAnswer(answer);
  if (read === undefined) return undefined;
  return { answer: read, etag: typeof etag === 'string' ? etag : undefined, at: typeof at === 'number' ? at : 0 };
}

/** The document as text, with only its newest entries; `images: false` leaves the pictures' bytes out. */
export function formatDocument(document: CacheDocument, options: { images: boolean; entries?: number }): string {
  const keys = Object.keys(document.entries).sort((a, b) => atOf(document, b) - atOf(document, a));
  const entries: Record<string, CacheEntry> = {};
  for (const key of keys.slice(0, options.entries ?? mostEntries)) {
    const entry = document.entries[key];
    if (entry) entries[key] = options.images ? entry : withoutBytes(entry);
  }
  return JSON.stringify({ ...document, entries });
}

/** The document as text that fits into roamingSettings: no pictures, as many of the newest entries as go in. */
export function formatForRoaming(document: CacheDocument): string {
  for (let entries = mostEntries; entries > 0; entries = Math.floor(entries / 2)) {
    const text = formatDocument(document, { images: false, entries });
    if (bytesOf(JSON.stringify(text)) <= roamingBytes) return text;
  }
  return JSON.stringify(emptyDocument());
}

const atOf = (document: CacheDocument, key: string): number => document.entries[key]?.at ?? 0;

/** Without its bytes an embedded picture is shown from its address. The ETag goes too: the copy is not what the server sent. */
function withoutBytes(entry: CacheEntry): CacheEntry {
  if (!entry.answer?.signature.images.some((image) => image.base64)) return entry;
  const images = entry.answer.signature.images.map(({ name, contentType, url }) => ({ name, contentType, url }));
  return { at: entry.at, answer: { ...entry.answer, signature: { ...entry.answer.signature, images } } };
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }
  return bytes;
}
