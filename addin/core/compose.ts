import type { ComposeType, SignatureFormat } from '../../contract/signature.ts';
import type { Outlook } from './outlook.ts';
import { readSessionRecord, type SessionRecord } from './session-record.ts';

/** What there is to know about the message before anything is done to it. */
export interface Compose {
  from: string;
  composeType: ComposeType;
  format: SignatureFormat;
  saved: boolean;
  record: SessionRecord | undefined;
}

/**
 * Reads sender, compose type, draft or not, and what Signet remembers of this message, all at once. Nothing here fails:
 * an Outlook that doesn't answer means the mailbox's own address, a new mail, and HTML.
 */
export async function readCompose(outlook: Outlook): Promise<Compose> {
  const isMessage = outlook.kind === 'message';
  const [from, type, saved, record] = await Promise.all([
    outlook.from().catch(() => outlook.user),
    isMessage ? outlook.composeType().catch(() => undefined) : undefined,
    outlook.isSaved().catch(() => false),
    readSessionRecord(outlook),
  ]);
  return {
    from: from || outlook.user,
    composeType: type?.composeType ?? 'newMail',
    format: type?.format ?? 'html',
    saved,
    record,
  };
}
