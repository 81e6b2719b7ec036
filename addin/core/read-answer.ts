import type { AddinSettings } from '../../contract/addin.ts';
import type {
  ComposeType,
  ProfileAnswer,
  Recipients,
  SignatureAnswer,
  SignatureImage,
  SignaturesAnswer,
} from '../../contract/signature.ts';

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

/** `picture` stands in the cache in place of the bytes. */
function readImage(value: unknown): (SignatureImage & { picture?: string }) | undefined {
  const { name, contentType, url, base64, picture } = fieldsOf(value);
  if (typeof name !== 'string' || typeof url !== 'string') return undefined;
  const image = { name, contentType: textOf(contentType) ?? '', url, base64: textOf(base64) };
  return typeof picture === 'string' ? { ...image, picture } : image;
}

/** The three compose types, or undefined. */
export function readComposeType(value: unknown): ComposeType | undefined {
  return value === 'newMail' || value === 'reply' || value === 'forward' ? value : undefined;
}

const readRecipients = (value: unknown): Recipients | undefined =>
  value === 'internal' || value === 'external' ? value : undefined;

/** How the add-in behaves where nobody has said otherwise. */
export const defaultSettings: AddinSettings = { sendCheck: 'off', nativeSignatures: 'keep' };

/** A value as the add-in's settings; what is not understood is off. */
export function readSettings(value: unknown): AddinSettings {
  const { sendCheck, nativeSignatures } = fieldsOf(value);
  return {
    sendCheck: sendCheck === 'forgotten' || sendCheck === 'always' ? sendCheck : 'off',
    nativeSignatures: nativeSignatures === 'turnOff' ? 'turnOff' : 'keep',
  };
}

/** A value as the answer for all addresses; entries that make no sense are left out, an answer that makes none is undefined. */
export function readAllAnswers(value: unknown): SignaturesAnswer | undefined {
  const { signatures: list, needsRecipients, internalDomains, addin } = fieldsOf(value);
  if (!Array.isArray(list)) return undefined;
  const signatures: SignaturesAnswer['signatures'] = [];
  for (const one of list) {
    const { from, composeType, recipients, answer, validUntil } = fieldsOf(one);
    const type = readComposeType(composeType);
    const read = answer === null ? null : readAnswer(answer);
    if (typeof from !== 'string' || !type || read === undefined) continue;
    const place = { from, composeType: type, recipients: readRecipients(recipients) };
    signatures.push({ ...place, answer: read, validUntil: textOf(validUntil) });
  }
  return {
    signatures,
    needsRecipients: needsRecipients === true,
    internalDomains: Array.isArray(internalDomains) ? internalDomains.map(String) : [],
    addin: addin === undefined ? undefined : readSettings(addin),
  };
}

/** A value as the user's profile; a server that knows no choices or fields offers none. */
export function readProfile(value: unknown): ProfileAnswer | undefined {
  const { person, name, address, addresses, choices, fields } = fieldsOf(value);
  const id = textOf(fieldsOf(person).id);
  if (id === undefined) return undefined;
  return {
    person: { id },
    name: textOf(name) ?? '',
    address: textOf(address),
    addresses: Array.isArray(addresses) ? addresses.map(String) : [],
    choices: Array.isArray(choices) ? (choices as ProfileAnswer['choices']) : [],
    fields: Array.isArray(fields) ? (fields as ProfileAnswer['fields']) : [],
  };
}
