import type { SignatureAnswer } from '../../contract/signature.ts';
import type { CacheEntry } from './cache-document.ts';
import { type Compose, readCompose } from './compose.ts';
import { isAlreadySigned } from './is-already-signed.ts';
import { noticeOf, showNotice } from './notice.ts';
import type { Outlook } from './outlook.ts';
import { isUntouched, type Placed, placeSignature } from './place-signature.ts';
import type { Run } from './run.ts';
import { readSessionRecord } from './session-record.ts';
import type { SignatureCache } from './signature-cache.ts';
import type { News, SignatureServer } from './signature-server.ts';

/** Why a signature is delivered: a compose window opened, or its sender was changed. */
export type Occasion = 'opened' | 'fromChanged';

/** What a delivery works with. */
export interface Delivery {
  run: Run;
  outlook: Outlook;
  loadCache: () => Promise<SignatureCache>;
  server: SignatureServer;
  now: () => number;
}

/** How a delivery ended, in the words of the contract's delivery reports. */
export type Outcome = 'inserted' | 'insertedFromCache' | 'unchanged' | 'none' | 'failed';

/** Where in a delivery's course things stand. */
interface Progress {
  occasion: Occasion;
  compose: Compose;
  cache: SignatureCache;
  entry: CacheEntry | undefined;
  placed: Placed | undefined;
}

/**
 * One delivery, in this order: sender and compose type → signature from the cache → set it → only then ask the server → set again if it
 * has changed and the user hasn't touched it. Without a usable cache the server comes first. Never rejects.
 */
export async function deliverSignature(delivery: Delivery, occasion: Occasion): Promise<Outcome> {
  const { outlook, now } = delivery;
  const [compose, cache] = await Promise.all([readCompose(outlook), delivery.loadCache()]);
  if (await isSettled(outlook, compose, cache, occasion)) return 'unchanged';
  const entry = cache.find(compose.from, compose.composeType);
  const progress: Progress = { occasion, compose, cache, entry, placed: undefined };
  try {
    if (entry?.answer && isCurrent(entry, now())) progress.placed = await place(delivery, compose, entry.answer);
    const outcome = await bringUpToDate(delivery, progress);
    await cache.save();
    await fillCache(delivery, cache);
    return outcome;
  } catch (error) {
    await showNotice(outlook, noticeOf(error));
    return 'failed';
  }
}

/** A second event, an event for a sender who is there already, or a draft opened again: the signature is as it should be. */
async function isSettled(
  outlook: Outlook,
  { record, from, saved, format }: Compose,
  cache: SignatureCache,
  occasion: Occasion,
): Promise<boolean> {
  if (record) return occasion === 'opened' || record.from === from;
  return occasion === 'opened' && saved && (await isAlreadySigned(outlook, format, cache));
}

/** Asks the server, and sets what it says if nothing stands yet or what stands is an older version nobody has touched. */
async function bringUpToDate(delivery: Delivery, progress: Progress): Promise<Outcome> {
  const { compose, entry, placed } = progress;
  let news: News<SignatureAnswer | null>;
  try {
    news = await delivery.server.one(compose.from, compose.composeType, entry?.etag);
  } catch (error) {
    if (placed) return outcomeOf(placed, 'insertedFromCache');
    if (!entry) throw error;
    // Past its date, but the last good one: better than none.
    return outcomeOf(await place(delivery, compose, entry.answer), 'insertedFromCache');
  }
  const answer = learn(delivery, progress, news);
  if (!placed) return outcomeOf(await placeAfterWaiting(delivery, progress, answer), 'inserted');
  if (news.kind === 'changed' && answer && (await mayReplace(delivery, placed))) {
    return outcomeOf(await placeAfterWaiting(delivery, progress, answer), 'inserted');
  }
  return outcomeOf(placed, 'insertedFromCache');
}

/** Puts the news into the cache, and gives the answer that holds now. */
function learn({ server }: Delivery, progress: Progress, news: News<SignatureAnswer | null>): SignatureAnswer | null {
  const { compose, cache, entry } = progress;
  const tenant = server.tenant();
  if (tenant) cache.belongsTo(tenant);
  const isKnown = news.kind === 'same' && entry;
  const answer = news.kind === 'changed' ? news.value : isKnown ? entry.answer : null;
  const etag = news.kind === 'changed' ? news.etag : isKnown ? entry.etag : undefined;
  cache.put(compose.from, compose.composeType, answer, etag);
  return answer;
}

function outcomeOf(placed: Placed, inserted: Outcome): Outcome {
  return placed.kind === 'inserted' ? inserted : placed.kind === 'nothing' ? 'none' : 'unchanged';
}

const place = ({ run, outlook }: Delivery, compose: Compose, answer: SignatureAnswer | null): Promise<Placed> =>
  placeSignature(run, outlook, compose, answer);

/** While the server was asked another event may have run: its sender counts, and nothing is set twice. */
async function placeAfterWaiting(
  delivery: Delivery,
  { compose, occasion, placed }: Progress,
  answer: SignatureAnswer | null,
): Promise<Placed> {
  const record = await readSessionRecord(delivery.outlook);
  const overtaken = placed ? record?.from !== compose.from : occasion === 'opened' && record !== undefined;
  return overtaken ? { kind: 'unchanged' } : place(delivery, { ...compose, record: record ?? compose.record }, answer);
}

/** On the web a plain-text signature is put before the earlier one instead of in its place (office-js #2038): set once only. */
async function mayReplace({ outlook }: Delivery, placed: Placed): Promise<boolean> {
  if (placed.kind !== 'inserted') return false;
  const { variant, record } = placed;
  const stacks = variant.format === 'text' && (outlook.client === 'web' || outlook.client === 'newWindows');
  return !stacks && (await isUntouched(outlook, record, variant));
}

/** Is the entry still within the time the server gave it? */
function isCurrent(entry: CacheEntry, now: number): boolean {
  const until = entry.answer?.validUntil;
  return !until || !(Date.parse(until) <= now);
}

/** Milliseconds that must be left to fetch everything else. */
const fillTime = 1500;

/** Once in a while all own addresses × compose types are fetched, so that a changed sender is answered from the cache. */
async function fillCache({ run, server }: Delivery, cache: SignatureCache): Promise<void> {
  if (!cache.isAllOld() || !server.tenant() || run.left() < fillTime) return;
  try {
    const all = await server.all(cache.allEtag());
    if (all.kind === 'changed') cache.putAll(all.value, all.etag);
    if (all.kind === 'same') cache.confirmAll();
    await cache.save();
  } catch {
    // The next message tries again.
  }
}
