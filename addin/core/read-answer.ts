import type { ComposeType, SignatureAnswer, SignatureImage, SignaturesAnswer } from '../../contract/signature.ts';

type Fields = Record<string, unknown>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A value from the server or a cache as a signature answer, or undefined if it isn't one (zod would cost 60 KB here). */
export function readAnswer(value: unknown): SignatureAnswer | undefined {
  const { signature, template, person, validUntil } = fieldsOf(value);
  const { html, text, images, marker } = fieldsOf(signature);
  const { id, version } = fieldsOf(template);
  const personId = textOf(fieldsOf(person).id);
  if (textOf(html) === undefined && textOf(text) === undefined) return undefined;
  if (!Array.isArray(images) || typeof marker !== 'string' || typeof id !== 'string' || !personId) return undefined;
  const pictures = images.map(readImage);
  if (pictures.some((picture) => !picture)) return undefined;
  return {
    signature: { html: textOf(html), text: textOf(text), images: pictures as SignatureImage[], marker },
    template: { id, version: Number(version) || 0 },
    person: { id: personId },
    validUntil: textOf(validUntil),
  };
}

function readImage(value: unknown): SignatureImage | undefined {
  const { name, contentType, url, base64 } = fieldsOf(value);
  if (typeof name !== 'string' || typeof url !== 'string') return undefined;
  return { name, contentType: textOf(contentType) ?? '', url, base64: textOf(base64) };
}

/** The three compose types, or undefined. */
export function readComposeType(value: unknown): ComposeType | undefined {
  return value === 'newMail' || value === 'reply' || value === 'forward' ? value : undefined;
}

/** A value as the answer for all addresses; entries that make no sense are left out, an answer that makes none is undefined. */
export function readAllAnswers(value: unknown): SignaturesAnswer['signatures'] | undefined {
  const list = fieldsOf(value).signatures;
  if (!Array.isArray(list)) return undefined;
  const all: SignaturesAnswer['signatures'] = [];
  for (const one of list) {
    const { from, composeType, answer } = fieldsOf(one);
    const type = readComposeType(composeType);
    const read = answer === null ? null : readAnswer(answer);
    if (typeof from === 'string' && type && read !== undefined) all.push({ from, composeType: type, answer: read });
  }
  return all;
}
