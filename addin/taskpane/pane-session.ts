import type { SignatureAnswer } from '../../contract/signature.ts';
import { messageOf, problemOf } from '../core/addin-error.ts';
import { type Compose, readCompose } from '../core/compose.ts';
import { readConfiguration } from '../core/configuration.ts';
import { noticeOf } from '../core/notice.ts';
import { openOutlook } from '../core/outlook.ts';
import { placeSignature } from '../core/place-signature.ts';
import { startRun } from '../core/run.ts';
import { createSignIn } from '../core/sign-in.ts';
import { loadSignatureCache } from '../core/signature-cache.ts';
import { createSignatureServer } from '../core/signature-server.ts';
import { deviceStore, mailboxStore } from '../core/text-stores.ts';

/** What the pane shows: the signature for the message's sender (null: none; undefined: not known), and what happened. */
export interface PaneView {
  compose: Pick<Compose, 'from' | 'composeType' | 'format'>;
  answer: SignatureAnswer | null | undefined;
  /** One sentence for the user. */
  message: string;
}

/** A button's work may take this long, in milliseconds: somebody is watching, and may have to sign in. */
const patience = 60_000;

/** Reads the sender, shows what is cached, and with `ask` fetches the latest from the server. */
export async function readPane(ask: boolean): Promise<PaneView> {
  const run = startRun(patience);
  const outlook = openOutlook(run);
  const compose = await readCompose(outlook);
  const cache = await loadSignatureCache(outlook.user, { device: deviceStore(run), mailbox: mailboxStore(run) });
  const entry = cache.find(compose.from, compose.composeType);
  if (!ask && entry) return { compose, answer: entry.answer, message: 'Your last signature, kept on this device.' };
  const server = createSignatureServer(readConfiguration, createSignIn(readConfiguration, true), () => run.left());
  try {
    const news = await server.one(compose, entry?.etag);
    const tenant = server.tenant();
    if (tenant) cache.belongsTo(tenant);
    if (news.kind === 'notYours') {
      return { compose, answer: null, message: `${compose.from} has no signature that you may use.` };
    }
    const answer = news.kind === 'changed' ? news.value : (entry?.answer ?? null);
    cache.put(compose, answer, news.kind === 'changed' ? news.etag : entry?.etag);
    await cache.save();
    const message = news.kind === 'same' ? 'Your signature is up to date.' : 'The latest signature was fetched.';
    return { compose, answer, message: answer ? message : `There is no signature for ${compose.from}.` };
  } catch (error) {
    if (!entry) throw error;
    return { compose, answer: entry.answer, message: `This is the last signature fetched. ${sayWhy(error)}` };
  }
}

/** Puts the answer into the message, whether or not one stood there before; gives a sentence for the user. */
export async function insertFromPane(answer: SignatureAnswer): Promise<string> {
  const run = startRun(patience);
  const outlook = openOutlook(run);
  const compose = await readCompose(outlook);
  // The user asks for it: what was set earlier doesn't count, except for the pictures that are attached already.
  const record = compose.record && { ...compose.record, hash: '' };
  const placed = await placeSignature(run, outlook, { ...compose, record }, answer);
  return placed.kind === 'bodyInUse'
    ? 'This appointment has text already. Outlook on the web can only sign empty appointments.'
    : 'The signature was inserted.';
}

/** An error in a sentence for the user. */
export function sayWhy(error: unknown): string {
  switch (problemOf(error)) {
    case 'unreachable':
    case 'timeLimit':
      return 'Signet cannot be reached at the moment.';
    case 'refused':
    case 'answer':
      return `Signet did not give a signature (${messageOf(error)}).`;
    default:
      return noticeOf(error);
  }
}
