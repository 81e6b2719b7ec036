import type { ComposeType, SignatureAnswer, SignaturesAnswer } from '../../contract/signature.ts';
import {
  type CacheDocument,
  type CacheEntry,
  emptyDocument,
  entryKey,
  formatDocument,
  formatForRoaming,
  parseDocument,
} from './cache-document.ts';
import type { TextStore } from './text-stores.ts';

/** All answers older than this are fetched anew in one go, in milliseconds. */
const allAge = 24 * 60 * 60 * 1000;

/** The signatures remembered for one user of one tenant. */
export interface SignatureCache {
  find(from: string, composeType: ComposeType): CacheEntry | undefined;
  put(from: string, composeType: ComposeType, answer: SignatureAnswer | null, etag?: string): void;
  /** Replaces everything by the server's answer for all addresses; entries the server left out go. */
  putAll(all: SignaturesAnswer['signatures'], etag?: string): void;
  /** Notes that everything was asked for and hasn't changed. */
  confirmAll(): void;
  /** Every signature remembered. */
  answers(): SignatureAnswer[];
  allEtag(): string | undefined;
  isAllOld(): boolean;
  /** Says whose answers these are; answers of another tenant are forgotten. */
  belongsTo(tenant: string): void;
  /** Writes what has changed. Never throws. */
  save(): Promise<void>;
}

/** Loads the cache of `user` (an address): from this device, and what is missing there from the mailbox. Never throws. */
export async function loadSignatureCache(
  user: string,
  stores: { device: TextStore | undefined; mailbox: TextStore | undefined },
  now: () => number = Date.now,
): Promise<SignatureCache> {
  const key = `signet:${user}`;
  const read = (store: TextStore | undefined) => (store ? store.read(key).catch(() => undefined) : undefined);
  const [onDevice, inMailbox] = await Promise.all([read(stores.device), read(stores.mailbox)]);
  let document = merge(parseDocument(onDevice), parseDocument(inMailbox));
  let changed = false;
  let mailboxText = inMailbox;
  const change = (alter: (entries: CacheDocument['entries']) => void) => {
    alter(document.entries);
    changed = true;
  };
  return {
    find: (from, composeType) => document.entries[entryKey(from, composeType)],
    put: (from, composeType, answer, etag) =>
      change((entries) => {
        entries[entryKey(from, composeType)] = { answer, etag, at: now() };
      }),
    putAll(all, etag) {
      const before = document.entries;
      document = { ...document, allAt: now(), allEtag: etag, entries: {} };
      change((entries) => {
        for (const { from, composeType, answer } of all) {
          const at = entryKey(from, composeType);
          entries[at] = {
            answer,
            etag: sameAnswer(before[at]?.answer, answer) ? before[at]?.etag : undefined,
            at: now(),
          };
        }
      });
    },
    confirmAll: () =>
      change(() => {
        document.allAt = now();
      }),
    answers: () =>
      Object.keys(document.entries)
        .map((at) => document.entries[at]?.answer)
        .filter((answer): answer is SignatureAnswer => Boolean(answer)),
    allEtag: () => document.allEtag,
    isAllOld: () => !document.allAt || now() - document.allAt > allAge,
    belongsTo(tenant) {
      if (document.tenant && document.tenant !== tenant) document = emptyDocument();
      if (document.tenant !== tenant) change(() => undefined);
      document.tenant = tenant;
    },
    async save() {
      if (!changed) return;
      changed = false;
      const text = formatForRoaming(document);
      // Saving the mailbox costs Outlook a request of its own: only when something other than times has changed.
      const isNews = withoutTimes(text) !== withoutTimes(mailboxText ?? '');
      mailboxText = text;
      await Promise.all([
        saveOnDevice(stores.device, key, document),
        isNews ? stores.mailbox?.write(key, text).catch(() => undefined) : undefined,
      ]);
    },
  };
}

/** The device's own entries win; the mailbox fills gaps. Answers of two tenants are never mixed. */
function merge(device: CacheDocument, mailbox: CacheDocument): CacheDocument {
  if (device.tenant && mailbox.tenant && device.tenant !== mailbox.tenant) return device;
  return { ...device, tenant: device.tenant ?? mailbox.tenant, entries: { ...mailbox.entries, ...device.entries } };
}

const sameAnswer = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

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
