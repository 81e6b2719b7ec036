import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/*
 * What an address needs to know stands in it, encrypted: logs and proxies learn nothing of it, and nobody can make one of their own.
 */

/** Seals a text for an address. The nonce is a keyed hash of the text: the same text has the same address, which caches can hold for good. */
export function sealText(key: string, text: string): string {
  const { encryption, nonce } = keysOf(key);
  const iv = createHmac('sha256', nonce).update(text).digest().subarray(0, 12);
  const cipher = createCipheriv('aes-256-gcm', encryption, iv, { authTagLength: 16 });
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/** What was sealed with this key; null where this installation did not. */
export function openText(key: string, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length < 32) return null;
  const { encryption } = keysOf(key);
  const decipher = createDecipheriv('aes-256-gcm', encryption, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function keysOf(key: string): { encryption: Buffer; nonce: Buffer } {
  const derived = (purpose: string) => createHmac('sha256', key).update(purpose).digest();
  return { encryption: derived('encryption'), nonce: derived('nonce') };
}
