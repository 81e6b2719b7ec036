import type { ComposeType, ProfileAnswer, ProfileChange, SignatureAnswer } from '../../contract/signature.ts';
import { type Compose, readCompose } from '../core/compose.ts';
import { readConfiguration } from '../core/configuration.ts';
import { reportOf } from '../core/delivery-report.ts';
import { openOutlook } from '../core/outlook.ts';
import { placeSignature } from '../core/place-signature.ts';
import { readRecipients } from '../core/recipients.ts';
import { openReportQueue } from '../core/report-queue.ts';
import { startRun } from '../core/run.ts';
import { addToSessionLog, type LogLine, readSessionLog } from '../core/session-log.ts';
import { createSignIn } from '../core/sign-in.ts';
import { loadSignatureCache, type SignatureCache } from '../core/signature-cache.ts';
import { createSignatureServer } from '../core/signature-server.ts';
import { deviceStore, mailboxStore } from '../core/text-stores.ts';

/** What the pane shows: the message being written, and every signature there is for whom. */
export interface PaneView {
  compose: Compose;
  senders: string[];
  /** null: none; undefined: not known. */
  signatureOf(from: string, composeType: ComposeType): SignatureAnswer | null | undefined;
  /** What launch events did in this message. */
  log: LogLine[];
}

/** A button's work may take this long, in milliseconds: somebody is watching, and may have to sign in. */
const patience = 60_000;

/** Everything one piece of work needs; in the pane there is no hurry to save anything between two. */
function openTools() {
  const run = startRun(patience);
  const outlook = openOutlook(run);
  const device = deviceStore(run);
  const server = createSignatureServer(readConfiguration, createSignIn(readConfiguration, true), () => run.left());
  const loadCache = () => loadSignatureCache(outlook.user, { device, mailbox: mailboxStore(run) });
  return { run, outlook, server, loadCache, reports: openReportQueue(outlook.user, device) };
}

/** Reads the message and what this device remembers, without the network. */
export async function readPane(): Promise<PaneView> {
  const { outlook, loadCache } = openTools();
  const [compose, cache, log] = await Promise.all([readCompose(outlook), loadCache(), readSessionLog(outlook)]);
  if (cache.needsRecipients()) compose.recipients = await readRecipients(outlook, cache.internalDomains());
  return viewOf(compose, cache, log);
}

/** Fetches everything anew: signatures and profile. */
export async function refreshPane(): Promise<ProfileAnswer> {
  const { server, loadCache, reports } = openTools();
  const cache = await loadCache();
  const all = await server.all(cache.allEtag());
  const tenant = server.tenant();
  if (tenant) cache.belongsTo(tenant);
  if (all.kind === 'changed') cache.putAll(all.value, all.etag);
  if (all.kind === 'same') cache.confirmAll();
  await cache.save();
  const profile = await server.profile();
  await reports.send(server);
  return profile;
}

/** Changes fields or choices, and gives the profile after it. */
export async function changeProfile(change: Partial<ProfileChange>): Promise<ProfileAnswer> {
  return openTools().server.profile(change);
}

/** Puts the answer into the message, whether or not one stood there before. False: the appointment has text already. */
export async function insertFromPane(answer: SignatureAnswer): Promise<boolean> {
  const began = Date.now();
  const { run, outlook, reports, loadCache } = openTools();
  const [compose, cache] = await Promise.all([readCompose(outlook), loadCache()]);
  // The user asks for it: what was set earlier doesn't count, except for the pictures that are attached already.
  const record = compose.record && { ...compose.record, hash: '' };
  const placed = await placeSignature(run, outlook, { ...compose, record }, answer);
  if (placed.kind === 'bodyInUse') return false;
  const placedAt = placed.kind === 'inserted' ? placed.at : undefined;
  const report = reportOf({ outcome: 'insertedFromCache', compose, cache, answer, placedAt }, 'pane', outlook, began);
  await Promise.all([
    reports.add(report),
    addToSessionLog(outlook, { at: began, occasion: 'pane', outcome: 'insertedFromCache', from: compose.from }),
  ]);
  return true;
}

function viewOf(compose: Compose, cache: SignatureCache, log: LogLine[]): PaneView {
  const others = cache.senders().filter((from) => from !== compose.from);
  return {
    compose,
    senders: [compose.from, ...others.sort()],
    signatureOf: (from, composeType) => cache.find(from, composeType, compose.recipients)?.answer,
    log,
  };
}
