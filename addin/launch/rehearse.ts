import { completing } from '../core/completing.ts';
import type { Mailbox } from '../core/outlook.ts';
import { cachePrefix } from '../core/signature-cache.ts';
import { type Surroundings, startDelivery } from './start-delivery.ts';

/**
 * Delivers what this device remembers once to a message that does not exist, while office.js and Outlook greet each other: a page's
 * first look into its storage, and the first run of any function, take longest, and would otherwise fall between the event and the
 * signature. Asks nobody, keeps nothing, never throws.
 */
export function rehearse(): void {
  try {
    const key = Object.keys(localStorage).find((name) => name.indexOf(cachePrefix) >= 0);
    if (key === undefined) return;
    const stage = (): Surroundings => ({
      mailbox: emptyMailbox(key.slice(key.indexOf(cachePrefix) + cachePrefix.length)),
      device: { read: async () => localStorage.getItem(key) ?? undefined, write: async () => undefined },
      roaming: undefined,
      signIn: () => Promise.reject(new Error('This is a rehearsal')),
    });
    const perform = completing(
      (run) => startDelivery(run, 'opened', stage),
      () => 1000,
    );
    perform({ completed: () => undefined });
  } catch {
    // Storage may be forbidden: the event itself knows what to do about that.
  }
}

/** A mailbox with a new message that answers at once and takes no signature. */
function emptyMailbox(emailAddress: string): Mailbox {
  type Done = (result: unknown) => void;
  const answering = (value: unknown) => (done: Done) => done({ status: 'succeeded', value });
  const refusing = (done: Done) => done({ status: 'failed', error: { code: 5001, name: '', message: '' } });
  const item = {
    conversationId: null,
    from: { getAsync: answering({ emailAddress }) },
    getComposeTypeAsync: answering({ composeType: 'newMail', coercionType: 'html' }),
    sessionData: { getAsync: (_name: string, done: Done) => refusing(done) },
    body: { setSignatureAsync: (_text: string, _options: object, done: Done) => refusing(done) },
  };
  return { item, userProfile: { emailAddress } } as unknown as Mailbox;
}
