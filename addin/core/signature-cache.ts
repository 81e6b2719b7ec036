import type { AddinSettings } from '../../contract/addin.ts';
import type { ComposeType, Recipients, SignatureAnswer, SignaturesAnswer } from '../../contract/signature.ts';
import {
  type CacheDocument,
  type CacheEntry,
  emptyDocument,
  entryKey,
  formatDocument,
  formatForRoaming,
  parseDocument,
} from './cache-document.ts';
import { hashText } from './hash-text.ts';
import { defaultSettings } from './read-answer.ts';
import type { MailboxStore, TextStore } from './text-stores.ts';

/** All answers older than this are fetched anew in one go, in milliseconds. */
const allAge = 12 * 60 * 60 * 1000;

/** What the key of every cache begins with, behind the partition that Office names. */
export const cachePrefix = 'signet:';

/** The signatures remembered for one user of one tenant. */
export interface SignatureCache {
  find(from: string, composeType: ComposeType, recipients?: Recipients): CacheEntry | undefined;
  put(at: EntryPlace, answer: SignatureAnswer | null, etag?: string): void;
  /** Replaces everything by the server's answer for all addresses; entries the server left out go. */
  putAll(all: SignaturesAnswer, etag?: string): void;
  /** Notes that everything was asked for and hasn't changed. */
  confirmAll(): void;
  /** Every sender address something is remembered for. */
  senders(): string[];
  /** Every signature remembered. */
  answers(): SignatureAnswer[];
  allEtag(): string | undefined;
  isAllOld(): boolean;
  /** One answer was not what is remembered: the others may have changed too. */
  doubtAll(): void;
  /** Does any signature depend on who reads the mail? undefined: not known yet. */
  needsRecipients(): boolean | undefined;
  internalDomains(): string[];
  settings(): AddinSettings;
  /** Says whose answers these are; answers of another tenant are forgotten. */
  belongsTo(tenant: string): void;
  /** Writes what has changed. Never throws. */
  save(): Promise<void>;
}

/** Where an answer belongs. */
export interface EntryPlace {
  from: string;
  composeType: ComposeType;
  recipients?: Recipients;
}

/** Where a cache is kept. */
interface CachePlaces {
  device: TextStore | undefined;
  mailbox: MailboxStore | undefined;
}

/** Loads the cache of `user` (an address): from this device, and what is missing there from the mailbox. Never throws. */
export async function loadSignatureCache(
  user: string,
  { device, mailbox }: CachePlaces,
  now: () => number = Date.now,
): Promise<SignatureCache> {
  const key = cachePrefix + user;
  let document = parseDocument(await device?.read(key).catch(() => undefined));
  let changed = false;
  let isMerged = false;
  let mailboxText: string | undefined;
  /** What the mailbox keeps is read only where this device does not know: it costs time before the signature. */
  const whole = (): CacheDocument => {
    if (isMerged) return document;
    isMerged = true;
    mailboxText = readMailbox(mailbox, key);
    document = merge(document, parseDocument(mailboxText));
    return document;
  };
  const lookUp = ({ entries }: CacheDocument, { from, composeType, recipients }: EntryPlace) =>
    (recipients && entries[entryKey(from, composeType, recipients)]) || entries[entryKey(from, composeType)];
  return {
    find(from, composeType, recipients) {
      const place = { from, composeType, recipients };
      return lookUp(document, place) ?? lookUp(whole(), place);
    },
    put({ from, composeType, recipients }, answer, etag) {
      changed = true;
      const validUntil = answer?.validUntil;
      whole().entries[entryKey(from, composeType, recipients)] = { answer, etag, at: now(), validUntil };
    },
    putAll(all, etag) {
      const before = whole().entries;
      changed = true;
      document = { tenant: document.tenant, allAt: now(), allEtag: etag, entries: {} };
      if (all.needsRecipients) document.needsRecipients = true;
      if (all.internalDomains) document.internalDomains = all.internalDomains;
      if (all.addin) document.settings = all.addin;
      for (const { from, composeType, recipients, answer, validUntil } of all.signatures) {
        const at = entryKey(from, composeType, recipients);
        const known = before[at] ?? before[entryKey(from, composeType)];
        const isSame = known !== undefined && hashAnswer(known.answer) === hashAnswer(answer);
        document.entries[at] = {
          ...{ answer, etag: isSame ? known.etag : undefined, at: now() },
          validUntil: validUntil ?? answer?.validUntil,
        };
      }
    },
    confirmAll() {
      changed = true;
      whole().allAt = now();
    },
    senders: () =>
      Object.keys(whole().entries)
        .map((at) => at.slice(0, at.indexOf('|')))
        .filter((from, index, all) => all.indexOf(from) === index),
    answers() {
      const { entries } = whole();
      return Object.keys(entries)
        .map((at) => entries[at]?.answer)
        .filter((answer): answer is SignatureAnswer => Boolean(answer));
    },
    allEtag: () => document.allEtag,
    isAllOld: () => !document.allAt || now() - document.allAt > allAge,
    doubtAll() {
      document.allAt = undefined;
    },
    needsRecipients: () => (document.allAt === undefined ? whole() : document).needsRecipients,
    internalDomains: () => whole().internalDomains ?? [],
    settings: () => document.settings ?? whole().settings ?? defaultSettings,
    belongsTo(tenant) {
      if (whole().tenant === tenant) return;
      if (document.tenant) document = emptyDocument();
      document.tenant = tenant;
      changed = true;
    },
    async save() {
      if (!changed) return;
      changed = false;
      const text = formatForRoaming(whole());
      // Saving the mailbox costs Outlook a request of its own: only when something other than times has changed.
      const isNews = withoutTimes(text) !== withoutTimes(mailboxText ?? '');
      mailboxText = text;
      await Promise.all([
        saveOnDevice(device, key, document),
        isNews ? mailbox?.write(key, text).catch(() => undefined) : undefined,
      ]);
    },
  };
}

function readMailbox(mailbox: MailboxStore | undefined, key: string): string | undefined {
  try {
    return mailbox?.readNow(key);
  } catch {
    return undefined;
  }
}

/** The device's own entries win; the mailbox fills gaps. Answers of two tenants are never mixed. */
function merge(device: CacheDocument, mailbox: CacheDocument): CacheDocument {
  if (device.tenant && mailbox.tenant && device.tenant !== mailbox.tenant) return device;
  return { ...mailbox, ...device, entries: { ...mailbox.entries, ...device.entries } };
}

/** Equal answers have equal hashes, in whatever order their fields came. */
function hashAnswer(answer: SignatureAnswer | null): string {
  if (!answer) return '';
  const { signature, template } = answer;
  const images = signature.images.map(({ name, url, base64 = '' }) => name + url + base64);
  return hashText(
    [signature.html, signature.text, signature.marker, template.id, template.version, ...images].join('\n'),
  );
}

async function saveOnDevice(store: TextStore | undefined, key: string, document: CacheDocument): Promise<void> {
  if (!store) return;
  try {
    await store.write(key, formatDocument(document, { images: true }));
  } catch {
    // Full, or forbidden: without the pictures it may fit; if not, the mailbox keeps its copy.
    await store.write(key, formatDocument(document, { images: false })).catch(() => undefined);
  }
}

const withoutTimes = (text: string): string => text.replace(/"(at|allAt)":\d+/g, '');
