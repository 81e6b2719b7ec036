import type { DeliveryOccasion, DeliveryOutcome } from '../../contract/delivery.ts';
import type { Outlook } from './outlook.ts';

/** One line of what Signet did in this message. */
export interface LogLine {
  /** Milliseconds since 1970. */
  at: number;
  occasion: DeliveryOccasion;
  outcome: DeliveryOutcome;
  from?: string;
  /** Milliseconds until the signature stood. */
  took?: number;
  /** Why not, in a word and a code. */
  error?: string;
}

const name = 'signet.log';
const most = 20;

/** What was done in this message so far, oldest first; the pane tells it in plain words. */
export async function readSessionLog(outlook: Outlook): Promise<LogLine[]> {
  try {
    const found: unknown = JSON.parse((await outlook.readSession(name)) ?? '[]');
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

/** Adds a line. A client that keeps none is lived with. */
export async function addToSessionLog(outlook: Outlook, line: LogLine): Promise<void> {
  try {
    const lines = (await readSessionLog(outlook)).concat([line]);
    await outlook.writeSession(name, JSON.stringify(lines.slice(-most)));
  } catch {
    // The log is for those who wonder; the signature matters more.
  }
}
