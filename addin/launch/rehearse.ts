import { readCompose } from '../core/compose.ts';
import { readConfiguration } from '../core/configuration.ts';
import { deliverSignature } from '../core/deliver-signature.ts';
import { type Mailbox, openOutlook } from '../core/outlook.ts';
import { startRun } from '../core/run.ts';
import { cachePrefix, loadSignatureCache } from '../core/signature-cache.ts';
import { createSignatureServer } from '../core/signature-server.ts';
import type { TextStore } from '../core/text-stores.ts';

/**
 * Delivers what this device remembers once to a message that does not exist, while office.js and Outlook greet each other: a page's
 * first look into its storage, and the first run of any function, take longest, and would otherwise fall between the event and the
 * signature. Asks nobody, keeps nothing, never throws.
 */
export function rehearse(): void {
  try {
    const key = Object.keys(localStorage).find((name) => name.indexOf(cachePrefix) >= 0);
    if (key === undefined) return;
    const device: TextStore = {
      read: async () => localStorage.getItem(key) ?? undefined,
      write: async () => undefined,
    };
    const run = startRun(1000);
    const outlook = openOutlook(run, emptyMailbox(key.slice(key.indexOf(cachePrefix) + cachePrefix.length)));
    const loadCache = () => loadSignatureCache(outlook.user, { device, mailbox: undefined });
    const nobody = () => Promise.reject(new Error('This is a rehearsal'));
    const server = createSignatureServer(readConfiguration, nobody, () => 0);
    deliverSignature({ run, outlook, loadCache, server, now: Date.now }, 'opened', readCompose(outlook)).then(run.end);
  } catch {
    // Storage may be forbidden: the event itself knows what to do about that.
  }
}

/** A mailbox with a new message that answers at once and takes no signature. */
function emptyMailbox(emailAddress: string): Mailbox {
  const answering = (value: unknown) => (done: (result: unknown) => void) => done({ status: 'succeeded', value });
  const item = {
    conversationId: null,
    from: { getAsync: answering({ emailAddress }) },
    getComposeTypeAsync: answering({ composeType: 'newMail', coercionType: 'html' }),
    sessionData: { getAsync: (_name: string, done: (result: unknown) => void) => answering(undefined)(done) },
  };
  return { item, userProfile: { emailAddress } } as unknown as Mailbox;
}
