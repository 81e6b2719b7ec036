import { isMobile } from '../core/client.ts';
import { readConfiguration } from '../core/configuration.ts';
import { deliverSignature, type Occasion, type Outcome } from '../core/deliver-signature.ts';
import { openOutlook } from '../core/outlook.ts';
import type { Run } from '../core/run.ts';
import { createSignIn } from '../core/sign-in.ts';
import { loadSignatureCache } from '../core/signature-cache.ts';
import { createSignatureServer } from '../core/signature-server.ts';
import { deviceStore, mailboxStore } from '../core/text-stores.ts';

/** Kept back from the network, in milliseconds: time to set the signature, or to say that there is none. */
const reserve = 2500;

/** Puts the parts together for one event and delivers. In the script-only runtime nothing may be set up any earlier. */
export async function startDelivery(run: Run, occasion: Occasion): Promise<Outcome> {
  const outlook = openOutlook(run);
  const longest = isMobile(outlook.client) ? 12_000 : 5_000;
  const server = createSignatureServer(readConfiguration, createSignIn(readConfiguration), () =>
    Math.max(0, Math.min(longest, run.left() - reserve)),
  );
  const stores = { device: deviceStore(run), mailbox: mailboxStore(run) };
  const loadCache = () => loadSignatureCache(outlook.user, stores);
  return deliverSignature({ run, outlook, loadCache, server, now: Date.now }, occasion);
}
