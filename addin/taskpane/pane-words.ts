import type { ComposeType } from '../../contract/signature.ts';
import { messageOf, problemOf } from '../core/addin-error.ts';
import { noticeOf } from '../core/notice.ts';
import type { LogLine } from '../core/session-log.ts';

export const composeTypeWords: Record<ComposeType, string> = {
  newMail: 'New message',
  reply: 'Reply',
  forward: 'Forward',
};

export const composeTypes = Object.keys(composeTypeWords) as ComposeType[];

const occasions: Record<LogLine['occasion'], string> = {
  opened: 'The message was opened',
  fromChanged: 'The sender was changed',
  recipientsChanged: 'The recipients were changed',
  send: 'The message was being sent',
  pane: 'You asked for it',
};

const outcomes: Record<LogLine['outcome'], string> = {
  inserted: 'your signature was fetched and inserted',
  insertedFromCache: 'your signature was inserted from this device',
  unchanged: 'your signature was left as it is',
  none: 'there is no signature for this sender',
  failed: 'no signature could be inserted',
};

/** One line of what Signet did in this message, as a sentence. */
export function sayLine({ occasion, outcome, from, took, error }: LogLine): string {
  const sender = from ? ` (${from})` : '';
  const time = took === undefined ? '' : ` in ${(took / 1000).toFixed(1)} s`;
  const reason = error ? ` (${error})` : '';
  return `${occasions[occasion] ?? 'Something happened'}${sender}: ${outcomes[outcome] ?? outcome}${time}${reason}.`;
}

/** An error in a sentence for the user. */
export function sayWhy(error: unknown): string {
  switch (problemOf(error)) {
    case 'unreachable':
    case 'timeLimit':
      return 'Signet cannot be reached at the moment.';
    case 'refused':
    case 'answer':
      return `Signet did not answer as it should (${messageOf(error)}).`;
    default:
      return noticeOf(error);
  }
}

/** Is the network, or the server, away? */
export function isOffline(error: unknown): boolean {
  const problem = problemOf(error);
  return problem === 'unreachable' || problem === 'timeLimit';
}

/** `mobilePhone` → `Mobile phone`. */
export function fieldLabel(name: string): string {
  const words = name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
