import type { Delivery, DeliveryOccasion } from '../../contract/delivery.ts';
import { reportedError } from './addin-error.ts';
import type { Delivered } from './deliver-signature.ts';
import type { Outlook } from './outlook.ts';

/** What the server is told of a delivery: no content, no recipients. `began`: when the event came, in milliseconds. */
export function reportOf(delivered: Delivered, occasion: DeliveryOccasion, outlook: Outlook, began: number): Delivery {
  const { outcome, compose, answer, placedAt, error } = delivered;
  return {
    id: newId(),
    at: new Date().toISOString(),
    occasion,
    from: compose.from,
    composeType: compose.composeType,
    format: compose.format,
    outcome,
    template: answer?.template,
    client: { platform: outlook.client, version: outlook.version },
    milliseconds: placedAt === undefined ? undefined : Math.max(0, placedAt - began),
    error: error === undefined ? undefined : reportedError(error),
  };
}

/** Good enough to tell two reports of one person apart; the script-only runtime has no other source of chance for sure. */
function newId(): string {
  const part = () => Math.random().toString(36).slice(2, 10);
  return `${Date.now().toString(36)}-${part()}${part()}`;
}
