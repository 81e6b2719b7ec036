import type { AddinSettings } from '../../contract/addin.ts';
import type { ComposeType, Recipients, SignatureAnswer, SignatureImage } from '../../contract/signature.ts';
import { hashText } from './hash-text.ts';
import { readAnswer, readSettings } from './read-answer.ts';

/** One remembered answer; `answer: null` means that this sender gets no signature. */
export interface CacheEntry {
  answer: SignatureAnswer | null;
  etag?: string;
  /** When the server last confirmed it, in milliseconds. */
  at: number;
  /** Until when it holds without asking; also of `answer: null`, which cannot say it itself. */
  validUntil?: string;
}

/** Everything remembered for one user, as one text. */
export interface CacheDocument {
  /** The tenant the answers came from, once a sign-in has told. */
  tenant?: string;
  /** When all addresses × compose types were last fetched, and the ETag of that answer. */
  allAt?: number;
  allEtag?: string;
  /** Does any signature depend on who reads the mail, and whose domains count as internal? */
  needsRecipients?: boolean;
  internalDomains?: string[];
  settings?: AddinSettings;
  entries: Record<string, CacheEntry>;
}

/*
 * As text, version 2: `{version, tenant, …, pictures: {hash: base64}, entries}`. The same picture is in many signatures: entries name it
 * by its hash. Version 1 had the pictures inside the entries and is read still; anything else counts as empty.
 */
const version = 2;
const mostEntries = 120;
/** roamingSettings hold 32 KB altogether; the value is stored as JSON inside JSON, which escapes every quote once more. */
const roamingBytes = 30_000;

/** A document without anything in it. */
export const emptyDocument = (): CacheDocument => ({ entries: {} });

/** The key of an entry; without `recipients` it holds for whoever reads the mail. */
export function entryKey(from: string, composeType: ComposeType, recipients?: Recipients): string {
  const key = `${from.trim().toLowerCase()}|${composeType}`;
  return recipients ? `${key}|${recipients}` : key;
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads what a store held; corrupt entries are dropped, a corrupt or foreign document is empty. Never throws. */
export function parseDocument(text: string | undefined): CacheDocument {
  const document = emptyDocument();
  try {
    const found: unknown = JSON.parse(text ?? 'null');
    if (!isFields(found) || (found.version !== version && found.version !== 1) || !isFields(found.entries)) {
      return document;
    }
    if (typeof found.tenant === 'string') document.tenant = found.tenant;
    if (typeof found.allAt === 'number') document.allAt = found.allAt;
    if (typeof found.allEtag === 'string') document.allEtag = found.allEtag;
    if (found.needsRecipients === true) document.needsRecipients = true;
    if (Array.isArray(found.internalDomains)) document.internalDomains = found.internalDomains.map(String);
    if (isFields(found.settings)) document.settings = readSettings(found.settings);
    const pictures = isFields(found.pictures) ? found.pictures : {};
    for (const key of Object.keys(found.entries)) {
      const entry = readEntry(found.entries[key], pictures);
      if (entry) document.entries[key] = entry;
    }
  } catch {
    return emptyDocument();
  }
  return document;
}

function readEntry(value: unknown, pictures: Fields): CacheEntry | undefined {
  if (!isFields(value)) return undefined;
  const { answer, etag, at, validUntil } = value;
  const read = answer === null ? null : readAnswer(answer);
  if (read === undefined) return undefined;
  let isWhole = true;
  for (const image of read?.signature.images ?? []) {
    const named = (image as StoredImage).picture;
    if (named === undefined) continue;
    const bytes = pictures[named];
    delete (image as StoredImage).picture;
    if (typeof bytes === 'string') image.base64 = bytes;
    else isWhole = false;
  }
  return {
    answer: read,
    // Without its bytes an embedded picture is shown from its address. The server must send it again, and not answer 304.
    etag: isWhole && typeof etag === 'string' ? etag : undefined,
    at: typeof at === 'number' ? at : 0,
    ...(typeof validUntil === 'string' ? { validUntil } : {}),
  };
}

/** The document as text, with only its newest entries; `images: false` leaves the pictures' bytes out. */
export function formatDocument(document: CacheDocument, options: { images: boolean; entries?: number }): string {
  const { entries: all, ...rest } = document;
  const newest = Object.keys(all).sort((a, b) => (all[b]?.at ?? 0) - (all[a]?.at ?? 0));
  const pictures: Record<string, string> = {};
  const entries: Fields = {};
  for (const key of newest.slice(0, options.entries ?? mostEntries)) {
    const entry = all[key];
    if (entry) entries[key] = { ...entry, answer: entry.answer && withNames(entry.answer, pictures) };
  }
  return JSON.stringify({ version, ...rest, ...(options.images ? { pictures } : {}), entries });
}

/** The document as text that fits into roamingSettings: no pictures, as many of the newest entries as go in. */
export function formatForRoaming(document: CacheDocument): string {
  for (let entries = mostEntries; entries > 0; entries = Math.floor(entries / 2)) {
    const text = formatDocument(document, { images: false, entries });
    if (bytesOf(JSON.stringify(text)) <= roamingBytes) return text;
  }
  return JSON.stringify({ version, entries: {} });
}

type StoredImage = SignatureImage & { picture?: string };

/** The answer with every picture's bytes put among `pictures`, and named there by their hash. */
function withNames(answer: SignatureAnswer, pictures: Record<string, string>): SignatureAnswer {
  if (!answer.signature.images.some((image) => image.base64)) return answer;
  const images = answer.signature.images.map(({ base64, ...image }): StoredImage => {
    if (!base64) return image;
    const picture = hashText(base64);
    pictures[picture] = base64;
    return { ...image, picture };
  });
  return { ...answer, signature: { ...answer.signature, images } };
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }
  return bytes;
}
