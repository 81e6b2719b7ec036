import type { ComposeType, Recipients } from '../../contract/signature.ts';
import type { Outlook } from './outlook.ts';

/** What Signet remembers inside the message being written (sessionData; gone when the window closes). */
export interface SessionRecord {
  version: 1;
  from: string;
  composeType: ComposeType;
  /** Whose signature stands, where it depends on who reads the mail. */
  recipients?: Recipients;
  /** Of the variant that was set; empty where this sender has no signature. */
  hash: string;
  /** What stood in the body below the signature right after it was set, as a hash; absent: unknown. */
  below?: string;
  /** Names of the images attached so far: attached again, they would be there twice. */
  images: string[];
}

const name = 'signet';

/** The record of this message; undefined where there is none yet or the client keeps none. */
export async function readSessionRecord(outlook: Outlook): Promise<SessionRecord | undefined> {
  try {
    return parse(await outlook.readSession(name));
  } catch {
    return undefined;
  }
}

/** Remembers the record; a client that keeps none is lived with. */
export async function writeSessionRecord(outlook: Outlook, record: SessionRecord): Promise<void> {
  try {
    await outlook.writeSession(name, JSON.stringify(record));
  } catch {
    // Without a memory a second event sets the same signature again, which replaces itself.
  }
}

function parse(text: string | undefined): SessionRecord | undefined {
  if (!text) return undefined;
  const found = JSON.parse(text) as Partial<SessionRecord> | null;
  if (found?.version !== 1 || typeof found.from !== 'string' || typeof found.hash !== 'string') {
    return undefined;
  }
  return { ...(found as SessionRecord), images: Array.isArray(found.images) ? found.images : [] };
}
