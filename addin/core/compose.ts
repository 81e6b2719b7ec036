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
  /** What stands in a message that may be a draft opened again, as HTML. Others are signed without looking at them. */
  draftBody: string | undefined;
  record: SessionRecord | undefined;
  /** Who reads it; only where a signature depends on that. */
  recipients?: Recipients;
}

/**
 * How much longer than for sender and compose type anyone waits for what a signature can be chosen without, in milliseconds: all are
 * asked for at once, so an Outlook that answers them at all has done so by then.
 */
const grace = { draft: 250, record: 400 };

/**
 * Reads sender, compose type, what a draft says, and what Signet remembers of this message, all at once. Nothing here fails:
 * an Outlook that doesn't answer means the mailbox's own address, a new mail, and HTML.
 */
export async function readCompose(outlook: Outlook): Promise<Compose> {
  const patience = isMobile(outlook.client) ? 2 : 1;
  // In this order: some Outlooks answer one call after the other, and the first two are what the signature waits for.
  const sender = outlook.from().catch(() => outlook.user);
  const typing = outlook.kind === 'message' ? outlook.composeType().catch(() => undefined) : undefined;
  const remembering = readSessionRecord(outlook);
  const reading =
    outlook.conversation === 'unknown'
      ? withinLimit(readBody(outlook), grace.draft * patience, 'The draft').catch(() => undefined)
      : undefined;
  const [from, type] = await Promise.all([sender, typing]);
  const composeType = type?.composeType ?? 'newMail';
  // A draft that is opened again says newMail, whatever it was (office-js #6652, #4835).
  const mayBeDraft = composeType === 'newMail' && outlook.conversation !== 'none';
  const [draftBody, record] = await Promise.all([
    mayBeDraft ? (reading ?? readBody(outlook)) : undefined,
    withinLimit(remembering, grace.record * patience, 'sessionData').catch(() => undefined),
  ]);
  return { from: from || outlook.user, composeType, format: type?.format ?? 'html', draftBody, record };
}

const readBody = (outlook: Outlook) => outlook.body('html').catch(() => undefined);
