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
  saved: boolean;
  record: SessionRecord | undefined;
  /** Who reads it; only where a signature depends on that. */
  recipients?: Recipients;
}

/**
 * How much longer than for sender and compose type anyone waits for what a signature can be chosen without, in milliseconds: all are
 * asked for at once, so an Outlook that answers them at all has done so by then.
 */
const grace = { saved: 60, record: 400 };

/**
 * Reads sender, compose type, draft or not, and what Signet remembers of this message, all at once. Nothing here fails:
 * an Outlook that doesn't answer means the mailbox's own address, a new mail, and HTML.
 */
export async function readCompose(outlook: Outlook): Promise<Compose> {
  const isMessage = outlook.kind === 'message';
  const patience = isMobile(outlook.client) ? 2 : 1;
  const saving = outlook.isSaved().catch(() => false);
  const remembering = readSessionRecord(outlook);
  const [from, type] = await Promise.all([
    outlook.from().catch(() => outlook.user),
    isMessage ? outlook.composeType().catch(() => undefined) : undefined,
  ]);
  const [saved, record] = await Promise.all([
    withinLimit(saving, grace.saved * patience, 'getItemIdAsync').catch(() => false),
    withinLimit(remembering, grace.record * patience, 'sessionData').catch(() => undefined),
  ]);
  return {
    from: from || outlook.user,
    composeType: type?.composeType ?? 'newMail',
    format: type?.format ?? 'html',
    saved,
    record,
  };
}
