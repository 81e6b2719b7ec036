import type { SignatureAnswer } from '../../contract/signature.ts';
import { chooseVariant, type Variant } from './choose-variant.ts';
import { type Compose, readCompose } from './compose.ts';
import { type Delivered, type DeliveryTools, stacks } from './deliver-signature.ts';
import { hashText } from './hash-text.ts';
import { noticeOf, showNotice } from './notice.ts';
import { isUntouched, placeSignature } from './place-signature.ts';
import { readRecipients } from './recipients.ts';
import type { SignatureCache } from './signature-cache.ts';

/**
 * The recipients were changed: where internal and external mail are signed differently, the right one takes the other's place, unless the
 * user has touched it. Answered from the cache; where no signature depends on recipients, Outlook isn't even asked. Never rejects.
 */
export async function followRecipients(tools: DeliveryTools): Promise<Delivered | undefined> {
  const cache = await tools.loadCache();
  if (!cache.needsRecipients()) return undefined;
  const compose = await readCompose(tools.outlook);
  const { record } = compose;
  // Nothing was put in yet: whoever does that looks at the recipients.
  if (!record) return undefined;
  compose.from = record.from;
  compose.recipients = await readRecipients(tools.outlook, cache.internalDomains());
  if (compose.recipients === (record.recipients ?? 'external')) return undefined;
  try {
    return await exchange(tools, cache, compose);
  } catch (error) {
    await showNotice(tools.outlook, noticeOf(error));
    return { outcome: 'failed', compose, cache, error };
  }
}

async function exchange(tools: DeliveryTools, cache: SignatureCache, compose: Compose): Promise<Delivered> {
  const { run, outlook, server } = tools;
  const unchanged: Delivered = { outcome: 'unchanged', compose, cache };
  if (!(await mayExchange(tools, cache, compose))) return unchanged;
  const entry = cache.find(compose.from, compose.composeType, compose.recipients);
  let answer = entry?.answer;
  if (answer === undefined) {
    const news = await server.one(compose, undefined);
    if (news.kind !== 'changed') return unchanged;
    answer = news.value;
    cache.put(compose, answer, news.etag);
    await cache.save();
  }
  const placed = await placeSignature(run, outlook, compose, answer);
  if (placed.kind !== 'inserted') return unchanged;
  const outcome = !answer ? 'none' : entry ? 'insertedFromCache' : 'inserted';
  return { outcome, compose, cache, answer, placedAt: placed.at };
}

/** Is what stands in the message as Signet put it in? What that was, the cache knows by its hash. */
async function mayExchange({ outlook }: DeliveryTools, cache: SignatureCache, compose: Compose): Promise<boolean> {
  const { record, format } = compose;
  if (!record || stacks(outlook, format)) return false;
  if (record.hash === '') return true;
  const standing = cache
    .answers()
    .map((answer) => variantOf(answer, compose))
    .find((variant) => variant !== undefined && hashText(variant.content) === record.hash);
  return standing !== undefined && (await isUntouched(outlook, record, standing));
}

function variantOf({ signature }: SignatureAnswer, { format }: Compose): Variant | undefined {
  try {
    return chooseVariant(signature, format);
  } catch {
    return undefined;
  }
}
