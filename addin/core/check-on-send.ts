import { aboveQuote, bareText } from './body-text.ts';
import { readCompose } from './compose.ts';
import { type Delivered, type DeliveryTools, findEntry } from './deliver-signature.ts';
import { isAlreadySigned } from './is-already-signed.ts';
import { placeSignature } from './place-signature.ts';
import type { SignatureCache } from './signature-cache.ts';

/**
 * The message is being sent: where the tenant wants it, a signature that is missing is put in, from the cache and without the network. What
 * the user has edited counts as there; what they took out stays out, unless the tenant says `always`. Pictures are linked: attached while
 * sending, they get lost on the web (office-js #4716). Never rejects, and never keeps a message from being sent.
 */
export async function checkOnSend(tools: DeliveryTools): Promise<Delivered | undefined> {
  const { run, outlook } = tools;
  const cache = await tools.loadCache();
  const { sendCheck } = cache.settings();
  if (sendCheck === 'off') return undefined;
  const compose = await readCompose(outlook);
  if (compose.record && (sendCheck === 'forgotten' || compose.record.hash === '')) return undefined;
  try {
    const answer = (await findEntry(outlook, compose, cache))?.answer;
    const body = await outlook.body('html').catch(() => undefined);
    // Where nobody knows what stands there, nothing is put in a second time.
    if (!answer || body === undefined || isAlreadySigned(body, cache)) return undefined;
    if (compose.record && hasPartOf(body, cache)) return undefined;
    const record = compose.record && { ...compose.record, hash: '' };
    const placed = await placeSignature(run, outlook, { ...compose, record }, answer, 'link');
    if (placed.kind !== 'inserted') return undefined;
    return { outcome: 'insertedFromCache', compose, cache, answer, placedAt: placed.at };
  } catch (error) {
    return { outcome: 'failed', compose, cache, error };
  }
}

/** Words shorter than this are found anywhere. */
const shortest = 5;

/** Does any line of a signature stand in the body, as where the user has edited it? */
function hasPartOf(body: string, cache: SignatureCache): boolean {
  const words = bareText(aboveQuote(body), 'html');
  return cache.answers().some(({ signature: { text = '' } }) =>
    text
      .split('\n')
      .map((line) => bareText(line, 'text'))
      .some((line) => line.length >= shortest && words.indexOf(line) >= 0),
  );
}
