import type { SignatureAnswer, SignatureImage } from '../../contract/signature.ts';
import { hashBelow } from './body-text.ts';
import { chooseVariant, type Variant } from './choose-variant.ts';
import type { Compose } from './compose.ts';
import { hashText } from './hash-text.ts';
import { shortNotice, showNotice } from './notice.ts';
import { isFormatRefusal } from './office-call.ts';
import type { Outlook } from './outlook.ts';
import type { Run } from './run.ts';
import { type SessionRecord, writeSessionRecord } from './session-record.ts';

/** What became of an attempt to put a signature into the message. */
export type Placed =
  | { kind: 'inserted'; record: SessionRecord; variant: Variant; at: number }
  /** Exactly this signature stood there already. */
  | { kind: 'unchanged' }
  /** There was nothing to put in, and nothing to take out. */
  | { kind: 'nothing' }
  /** The appointment on the web had text already: setting would have overwritten it. */
  | { kind: 'bodyInUse' };

/** The share of the time left that pictures may take: somebody waits for the signature. */
const pictureShare = 0.5;

/**
 * Puts an answer into the message (`null`: takes out the earlier sender's signature) and remembers it there. The same signature a
 * second time sets nothing. Pictures are attached, or shown from their addresses where that is asked for. Rejects with an AddinError
 * where Outlook refuses.
 */
export async function placeSignature(
  run: Run,
  outlook: Outlook,
  compose: Pick<Compose, 'from' | 'composeType' | 'format' | 'record' | 'recipients'>,
  answer: SignatureAnswer | null,
  pictures: 'attach' | 'link' = 'attach',
): Promise<Placed> {
  const before = compose.record;
  const chosen = answer ? chooseVariant(answer.signature, compose.format) : { content: '', format: compose.format };
  // Hashing takes longer than anything else here: nobody waits for it where there is nothing to compare with.
  const recordNow = (): SessionRecord => ({
    version: 1,
    from: compose.from,
    composeType: compose.composeType,
    recipients: compose.recipients,
    hash: chosen.content ? hashText(chosen.content) : '',
    images: attached,
  });
  const attached = before?.images ?? [];
  if (before) {
    const record = recordNow();
    if (before.hash === record.hash) {
      await writeSessionRecord(outlook, { ...record, below: before.below });
      return { kind: 'unchanged' };
    }
  }
  if (!answer && !before) return { kind: 'nothing' };
  const images = answer && chosen.format === 'html' ? answer.signature.images : [];
  // Classic Outlook loses a forwarded message's own attachments where pictures are added (office-js #4860).
  const mayAttach = pictures === 'attach' && !(outlook.client === 'classic' && compose.composeType === 'forward');
  const keptBack = mayAttach ? run.left() * (1 - pictureShare) : Number.POSITIVE_INFINITY;
  const time = () => run.left() - keptBack;
  const variant = { ...chosen, content: await embedImages(outlook, chosen.content, images, attached, time) };
  const set = await setVariant(outlook, variant, answer);
  if (!set) return { kind: 'bodyInUse' };
  const at = Date.now();
  const record = recordNow();
  await writeSessionRecord(outlook, record);
  if (set.isShort) await showNotice(outlook, shortNotice);
  // Read back what stands below: that is how a later look knows whether the user has touched the signature.
  const body = await outlook.body(set.format).catch(() => undefined);
  if (body !== undefined) record.below = hashBelow(body, set.content, set.format);
  if (record.below) await writeSessionRecord(outlook, record);
  return { kind: 'inserted', record, variant: set, at };
}

/** Is the signature that `record` tells of still in the body, with nothing written into or below it? */
export async function isUntouched(
  outlook: Outlook,
  record: SessionRecord,
  { content, format }: Variant,
): Promise<boolean> {
  if (!record.below) return false;
  const body = await outlook.body(format).catch(() => undefined);
  return body !== undefined && hashBelow(body, content, format) === record.below;
}

async function setVariant(
  outlook: Outlook,
  variant: Variant,
  answer: SignatureAnswer | null,
): Promise<Variant | undefined> {
  try {
    return (await setOnce(outlook, variant)) ? variant : undefined;
  } catch (error) {
    // The message is plain text after all (getComposeTypeAsync failed, or said otherwise): then the text variant.
    if (!answer || variant.format === 'text' || !isFormatRefusal(error)) throw error;
    const text = chooseVariant(answer.signature, 'text');
    return (await setOnce(outlook, text)) ? text : undefined;
  }
}

/**
 * setSignatureAsync is for messages everywhere, for appointments only on classic Windows and Mac (R office.body.yml). On the web an
 * appointment's body is set as a whole, so only when there is nothing in it. False: there was something.
 */
async function setOnce(outlook: Outlook, { content, format }: Variant): Promise<boolean> {
  if (outlook.kind === 'message' || outlook.client === 'classic' || outlook.client === 'mac') {
    await outlook.setSignature(content, format);
    return true;
  }
  const body = await outlook.body('text');
  if (body.replace(/[\s\u00a0\u200b\ufeff]+/g, '') !== '') return false;
  await outlook.setBody(content, format);
  return true;
}

/**
 * Attaches the pictures that the HTML shows by `cid:`, one after the other (in parallel callbacks get lost, office-js #3576).
 * One that can't be attached in time is shown from its address instead. `attached` grows by what was.
 */
async function embedImages(
  outlook: Outlook,
  html: string,
  images: SignatureImage[],
  attached: string[],
  time: () => number,
): Promise<string> {
  let content = html;
  for (const image of images) {
    if (!cidOf(image.name).test(content) || attached.indexOf(image.name) >= 0) continue;
    try {
      if (!image.base64 || time() <= 0) throw new Error('no bytes or no time');
      await outlook.attachImage(image.base64.replace(/^data:[^,]*,/, ''), image.name, time());
      attached.push(image.name);
    } catch {
      content = content.replace(cidOf(image.name, 'g'), () => image.url);
    }
  }
  return content;
}

/** `cid:<name>` where the name ends there, so that `cid:logo` isn't found in `cid:logo2`. */
function cidOf(name: string, flags = ''): RegExp {
  return new RegExp(`cid:${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.@-])`, flags);
}
