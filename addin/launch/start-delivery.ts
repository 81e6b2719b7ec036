import type { DeliveryOccasion } from '../../contract/delivery.ts';
import { checkOnSend } from '../core/check-on-send.ts';
import { isMobile } from '../core/client.ts';
import { type Compose, readCompose } from '../core/compose.ts';
import { readConfiguration } from '../core/configuration.ts';
import { type Delivered, type DeliveryTools, deliverSignature } from '../core/deliver-signature.ts';
import { reportOf } from '../core/delivery-report.ts';
import { followRecipients } from '../core/follow-recipients.ts';
import { turnOffNativeSignatures } from '../core/native-signatures.ts';
import { type Mailbox, openOutlook } from '../core/outlook.ts';
import { refreshCache } from '../core/refresh-cache.ts';
import { openReportQueue } from '../core/report-queue.ts';
import { type Run, withinLimit } from '../core/run.ts';
import { addToSessionLog } from '../core/session-log.ts';
import { createSignIn, type SignIn } from '../core/sign-in.ts';
import { loadSignatureCache } from '../core/signature-cache.ts';
import { createSignatureServer } from '../core/signature-server.ts';
import { deviceStore, type MailboxStore, mailboxStore, type TextStore } from '../core/text-stores.ts';

/** Kept back from the network, in milliseconds: time to set the signature, or to say that there is none. */
const reserve = 2500;

type LaunchOccasion = Exclude<DeliveryOccasion, 'pane'>;

/** What an event finds around it. */
export interface Surroundings {
  /** Outlook's own where it is left out. */
  mailbox?: Mailbox;
  device: TextStore;
  roaming: MailboxStore | undefined;
  signIn: SignIn;
}

const found = (run: Run): Surroundings => ({
  device: deviceStore(run),
  roaming: mailboxStore(run),
  signIn: createSignIn(readConfiguration),
});

/** Puts the parts together for one event and delivers. In the script-only runtime nothing may be set up any earlier. */
export async function startDelivery(
  run: Run,
  occasion: LaunchOccasion,
  surroundings: (run: Run) => Surroundings = found,
): Promise<void> {
  const began = Date.now();
  const { mailbox, device, roaming, signIn } = surroundings(run);
  const outlook = openOutlook(run, mailbox);
  // Outlook is asked first: while it looks for its answers, the device is asked.
  const reading = occasion === 'opened' || occasion === 'fromChanged' ? readCompose(outlook) : undefined;
  const loading = reading && loadSignatureCache(outlook.user, { device, mailbox: roaming });
  const longest = isMobile(outlook.client) ? 12_000 : 5_000;
  const server = createSignatureServer(readConfiguration, signIn, () =>
    Math.max(0, Math.min(longest, run.left() - reserve)),
  );
  const loadCache = () => loading ?? loadSignatureCache(outlook.user, { device, mailbox: roaming });
  const delivered = await deliver({ run, outlook, loadCache, server, now: Date.now }, occasion, reading);
  if (!delivered || delivered.outcome === 'unchanged') return;
  const { cache } = delivered;
  // The signature stands; what follows is for the next time, and may fail without anybody noticing.
  const report = reportOf(delivered, occasion, outlook, began);
  const reports = openReportQueue(outlook.user, device);
  const { outcome, from, milliseconds, error } = report;
  await Promise.all([
    addToSessionLog(outlook, { at: began, occasion, outcome, from, took: milliseconds, error }),
    reports.add(report),
  ]);
  // A message that is being sent waits for nothing more.
  if (occasion === 'send') return;
  // Where the server did not answer a moment ago there is no use in asking once more.
  const asked = delivered.reached && (await refreshCache(run, server, cache));
  if (occasion === 'opened') await turnOffNativeSignatures(outlook, cache, device);
  // Two requests an event at most: where everything was fetched, the reports wait for the next one.
  if (delivered.reached && !asked) await reports.send(server);
}

/** The delivery before this one, where one runtime handles several events. */
let earlier: Promise<unknown> = Promise.resolve();

/** Recipients are looked at when the window opens: a change at that moment waits until the first signature stands. Milliseconds. */
const waitForFirst = 3000;

async function deliver(
  tools: DeliveryTools,
  occasion: LaunchOccasion,
  reading: Promise<Compose> | undefined,
): Promise<Delivered | undefined> {
  if (occasion === 'send') return checkOnSend(tools);
  if (occasion === 'recipientsChanged' || !reading) {
    await withinLimit(earlier, waitForFirst, 'The event before').catch(() => undefined);
    return followRecipients(tools);
  }
  const delivering = deliverSignature(tools, occasion, reading);
  earlier = delivering;
  return delivering;
}
