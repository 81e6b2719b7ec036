import type { DeliveryOutcome } from '../../contract/delivery.ts';
import type { SignatureAnswer } from '../../contract/signature.ts';
import type { CacheEntry } from './cache-document.ts';
import type { Compose } from './compose.ts';
import { isAlreadySigned } from './is-already-signed.ts';
import { noticeOf, showNotice } from './notice.ts';
import type { Outlook } from './outlook.ts';
import { isUntouched, type Placed, placeSignature } from './place-signature.ts';
import { readRecipients } from './recipients.ts';
import type { Run } from './run.ts';
import { readSessionRecord } from './session-record.ts';
import type { SignatureCache } from './signature-cache.ts';
import type { News, SignatureServer } from './signature-server.ts';

/** Why a signature is delivered: a compose window opened, its sender or its recipients were changed. */
export type Occasion = 'opened' | 'fromChanged' | 'recipientsChanged';

/** What a delivery works with. */
export interface DeliveryTools {
  run: Run;
  outlook: Outlook;
  loadCache: () => Promise<SignatureCache>;
  server: SignatureServer;
  now: () => number;
}

/** How a delivery ended. */
export interface Delivered {
  outcome: DeliveryOutcome;
  cache: SignatureCache;
  compose: Compose;
  answer?: SignatureAnswer | null;
  /** When the signature stood in the message. */
  placedAt?: number;
  /** Did the server answer? */
  reached?: boolean;
  error?: unknown;
}

/** Where in a delivery's course things stand. */
interface Progress {
  occasion: Occasion;
  compose: Compose;
  cache: SignatureCache;
  entry: CacheEntry | undefined;
  placed: Placed | undefined;
  answer?: SignatureAnswer | null;
  placedAt?: number;
  reached?: boolean;
}

/**
 * One delivery, in this order: sender and compose type → signature from the cache → set it → only then ask the server → set again if it
 * has changed and the user hasn't touched it. Without a usable cache the server comes first. `reading` what is composed began already.
 * Never rejects.
 */
export async function deliverSignature(
  tools: DeliveryTools,
  occasion: 'opened' | 'fromChanged',
  reading: Promise<Compose>,
): Promise<Delivered> {
  const { outlook, now } = tools;
  const [compose, cache] = await Promise.all([reading, tools.loadCache()]);
  if (isSettled(compose, cache, occasion)) return { outcome: 'unchanged', compose, cache };
  const progress: Progress = { occasion, compose, cache, entry: undefined, placed: undefined };
  try {
    const entry = await findEntry(outlook, compose, cache);
    progress.entry = entry;
    // Another sender's signature goes at once, also where the new sender has none.
    if (entry && isCurrent(entry, now()) && (entry.answer || occasion === 'fromChanged')) {
      await place(tools, progress, entry.answer);
    }
    const outcome = await bringUpToDate(tools, progress);
    await cache.save();
    const { answer, placedAt, reached } = progress;
    return { outcome, compose, cache, answer, placedAt, reached };
  } catch (error) {
    await showNotice(outlook, noticeOf(error));
    return { outcome: 'failed', compose, cache, error };
  }
}

/** The cached answer. Who reads the mail is found out only where it matters, or where nothing is known yet. */
export async function findEntry(
  outlook: Outlook,
  compose: Compose,
  cache: SignatureCache,
): Promise<CacheEntry | undefined> {
  const known = cache.needsRecipients() ? undefined : cache.find(compose.from, compose.composeType);
  if (known) return known;
  const recipients = await readRecipients(outlook, cache.internalDomains());
  if (cache.needsRecipients() || recipients === 'internal') compose.recipients = recipients;
  return cache.find(compose.from, compose.composeType, compose.recipients);
}

/**
 * A second event, an event for a sender who is there already, or a draft opened again that carries a signature (deferred and reopened drafts
 * raise the compose event again: office-js #4301, #5543): the signature is as it should be.
 */
function isSettled({ record, from, draftBody }: Compose, cache: SignatureCache, occasion: Occasion): boolean {
  if (record) return occasion === 'opened' || record.from === from;
  return occasion === 'opened' && draftBody !== undefined && isAlreadySigned(draftBody, cache);
}

/** Asks the server, and sets what it says if nothing stands yet or what stands is an older version nobody has touched. */
async function bringUpToDate(tools: DeliveryTools, progress: Progress): Promise<DeliveryOutcome> {
  const { compose, entry, placed } = progress;
  let news: News<SignatureAnswer | null>;
  try {
    news = await tools.server.one(compose, entry?.etag);
  } catch (error) {
    if (placed) return outcomeOf(placed, 'insertedFromCache');
    if (!entry) throw error;
    // Past its date, but the last good one: better than none.
    return outcomeOf(await place(tools, progress, entry.answer), 'insertedFromCache');
  }
  progress.reached = true;
  const answer = learn(tools, progress, news);
  if (!placed) return outcomeOf(await placeAfterWaiting(tools, progress, answer), 'inserted');
  if (news.kind === 'changed' && answer && (await mayReplace(tools.outlook, placed))) {
    const again = await placeAfterWaiting(tools, progress, answer);
    if (again.kind === 'inserted') return outcomeOf(again, 'inserted');
  }
  return outcomeOf(placed, 'insertedFromCache');
}

/** Puts the news into the cache, and gives the answer that holds now. */
function learn(
  { server }: DeliveryTools,
  progress: Progress,
  news: News<SignatureAnswer | null>,
): SignatureAnswer | null {
  const { compose, cache, entry } = progress;
  const tenant = server.tenant();
  if (tenant) cache.belongsTo(tenant);
  const isKnown = news.kind === 'same' && entry;
  const answer = news.kind === 'changed' ? news.value : isKnown ? entry.answer : null;
  const etag = news.kind === 'changed' ? news.etag : isKnown ? entry.etag : undefined;
  // What changed for one compose type most likely changed for the others too.
  if (entry?.etag && news.kind === 'changed') cache.doubtAll();
  cache.put(compose, answer, etag);
  return answer;
}

function outcomeOf(placed: Placed, inserted: DeliveryOutcome): DeliveryOutcome {
  if (placed.kind === 'inserted') return placed.variant.content ? inserted : 'none';
  return placed.kind === 'nothing' ? 'none' : 'unchanged';
}

async function place(tools: DeliveryTools, progress: Progress, answer: SignatureAnswer | null): Promise<Placed> {
  const placed = await placeSignature(tools.run, tools.outlook, progress.compose, answer);
  progress.placed = placed;
  if (placed.kind !== 'inserted') return placed;
  progress.answer = answer;
  progress.placedAt ??= placed.at;
  return placed;
}

/** While the server was asked another event may have run: its sender counts, and nothing is set twice. */
async function placeAfterWaiting(
  tools: DeliveryTools,
  progress: Progress,
  answer: SignatureAnswer | null,
): Promise<Placed> {
  const { compose, occasion, placed } = progress;
  const record = await readSessionRecord(tools.outlook);
  const overtaken = placed ? record?.from !== compose.from : occasion === 'opened' && record !== undefined;
  if (overtaken) return { kind: 'unchanged' };
  progress.compose = { ...compose, record: record ?? compose.record };
  return place(tools, progress, answer);
}

/** Is what was just put in still as it was put, so that something newer may take its place? */
async function mayReplace(outlook: Outlook, placed: Placed): Promise<boolean> {
  if (placed.kind !== 'inserted' || stacks(outlook, placed.variant.format)) return false;
  return isUntouched(outlook, placed.record, placed.variant);
}

/** On the web a plain-text signature is put before the earlier one instead of in its place (office-js #2038): set once only. */
export function stacks({ client }: Outlook, format: string): boolean {
  return format === 'text' && (client === 'web' || client === 'newWindows');
}

/** Is the entry still within the time the server gave it? */
function isCurrent({ validUntil }: CacheEntry, now: number): boolean {
  return !validUntil || !(Date.parse(validUntil) <= now);
}
