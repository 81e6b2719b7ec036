import type { DeliveryOutcome, OutlookClient } from '../../contract/index.ts';
import { deliveryText } from './messages.ts';

/** What an Outlook is called; one that nobody knew when this was written goes by its own name. */
export function clientName(platform: string): string {
  return Object.hasOwn(deliveryText.clients, platform) ? deliveryText.clients[platform as OutlookClient] : platform;
}

/** The Outlooks that can be filtered by, with their names. */
export function knownClients(): [OutlookClient, string][] {
  return Object.entries(deliveryText.clients) as [OutlookClient, string][];
}

/** The outcomes that can be filtered by, with their names. */
export function knownOutcomes(): [DeliveryOutcome, string][] {
  return Object.entries(deliveryText.outcomes) as [DeliveryOutcome, string][];
}

/** How an outcome looks. */
export const outcomeColors: Record<DeliveryOutcome, 'success' | 'subtle' | 'danger'> = {
  inserted: 'success',
  insertedFromCache: 'success',
  unchanged: 'success',
  none: 'subtle',
  failed: 'danger',
};
