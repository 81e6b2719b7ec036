import { eventBudget } from '../core/client.ts';
import { completing, type LaunchEvent } from '../core/completing.ts';
import type { Run } from '../core/run.ts';
import { rehearse } from './rehearse.ts';
import { startDelivery } from './start-delivery.ts';

/** Outlook shows "taking longer than expected" to who sends after five seconds (D onmessagesend-onappointmentsend-events.md). */
const sendBudget = () => 4000;

const opened = completing((run) => startDelivery(run, 'opened'), eventBudget);
const fromChanged = completing((run) => startDelivery(run, 'fromChanged'), eventBudget);

/**
 * The handlers that manifest.xml names. Everything they need is read inside them: in classic Outlook's script-only runtime this file is all
 * there is, Office.onReady never answers, and neither document nor location exists.
 */
const handlers: Record<string, (event: LaunchEvent) => Promise<void>> = {
  onNewMessageCompose: opened,
  onNewAppointmentOrganizer: opened,
  onMessageFromChanged: fromChanged,
  onAppointmentFromChanged: fromChanged,
  onMessageRecipientsChanged: completing((run) => startDelivery(run, 'recipientsChanged'), eventBudget),
  onMessageSend: completing((run: Run) => startDelivery(run, 'send'), sendBudget, { allowEvent: true }),
};

// office.js looks for a global function of the handler's name first, and only then for an associated one.
const globals = (typeof globalThis === 'object' ? globalThis : window) as unknown as Record<string, unknown>;

for (const name of Object.keys(handlers)) {
  const handler = handlers[name];
  if (!handler) continue;
  globals[name] = handler;
  if (typeof Office !== 'undefined') Office.actions?.associate(name, handler);
}

// The HTML runtime reports itself ready only after this; an association made later is not found (status 11101).
if (typeof document !== 'undefined' && typeof Office !== 'undefined') {
  Office.onReady();
  rehearse();
}
