import type { ComposeType, Recipients, SignatureFormat } from '../../contract/signature.ts';
import { isMobile } from './client.ts';
import type { Outlook } from './outlook.ts';
import { withinLimit } from './run.ts';
import { readSessionRecord, type SessionRecord } from './session-record.ts';

/** What there is to know about the message before anything is done to it. */
export interface Compose {
  from: string;
  composeType: ComposeType;
  format: SignatureFormat;
  /** What stands in a draft that was opened again, as HTML. Other messages are signed without looking at them. */
  draftBody: string | undefined;
  record: SessionRecord | undefined;
  /** Who reads it; only where a signature depends on that. */
  recipients?: Recipients;
}

/**
 * How much longer than for sender and compose type anyone waits for what a signature can be chosen without, in milliseconds: all are
 * asked for at once, so an Outlook that answers them at all has done so by then.
 */
const grace = { draft: 60, record: 400 };

/**
 * Reads sender, compose type, what a draft says, and what Signet remembers of this message, all at once. Nothing here fails:
 * an Outlook that doesn't answer means the mailbox's own address, a new mail, and HTML.
 */
export async function readCompose(outlook: Outlook): Promise<Compose> {
  const isMessage = outlook.kind === 'message';
  const patience = isMobile(outlook.client) ? 2 : 1;
  const reopening = readDraft(outlook).catch(() => undefined);
  const remembering = readSessionRecord(outlook);
  const [from, type] = await Promise.all([
    outlook.from().catch(() => outlook.user),
    isMessage ? outlook.composeType().catch(() => undefined) : undefined,
  ]);
  const composeType = type?.composeType ?? 'newMail';
  const [draftBody, record] = await Promise.all([
    // A draft that is opened again says newMail, whatever it was (office-js #6652, #4835).
    composeType === 'newMail'
      ? withinLimit(reopening, grace.draft * patience, 'The draft').catch(() => undefined)
      : undefined,
    withinLimit(remembering, grace.record * patience, 'sessionData').catch(() => undefined),
  ]);
  return { from: from || outlook.user, composeType, format: type?.format ?? 'html', draftBody, record };
}

/** The body of a message that has been saved before; undefined for every other. */
async function readDraft(outlook: Outlook): Promise<string | undefined> {
  if (outlook.isFresh) return undefined;
  const [isSaved, body] = await Promise.all([outlook.isSaved(), outlook.body('html')]);
  return isSaved ? body : undefined;
}
