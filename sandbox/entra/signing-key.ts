import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importPKCS8 } from 'jose';
import { replaceFile } from '../certificate.ts';
import { systemNow } from '../clock.ts';

export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  publicKey: KeyObject;
  /** As in the discovery document, without `issuer`. */
  jwk: Record<string, string | string[]>;
}

/** The key that signs tokens: made once into `folder` and kept, so that tokens and sessions survive a restart. */
export async function loadSigningKey(folder: string): Promise<SigningKey> {
  const file = join(folder, 'entra-signing-key.pem');
  const pem = await readFile(file, 'utf8').catch(() => makeKey(folder, file));
  const certificate = new X509Certificate(pem);
  const publicKey = createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' }));
  const kid = createHash('sha1').update(certificate.raw).digest('base64url');
  const { n, e } = publicKey.export({ format: 'jwk' });
  return {
    kid,
    publicKey,
    privateKey: await importPKCS8(pem.slice(0, pem.indexOf('-----BEGIN CERTIFICATE-----')), 'RS256'),
    jwk: {
      kty: 'RSA',
      use: 'sig',
      kid,
      x5t: kid,
      n: String(n),
      e: String(e),
      x5c: [certificate.raw.toString('base64')],
    },
  };
}

async function makeKey(folder: string, file: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  // Loaded only here: whoever finds a certificate made before starts sooner by a tenth of a second.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'sandbox.pretend-entra' }], {
    keySize: 2048,
    algorithm: 'sha256',
    notAfterDate: new Date(systemNow().getTime() + 10 * 365 * 24 * 60 * 60 * 1000),
  });
  const pem = `${made.private.trim()}\n${made.cert.trim()}\n`;
  await replaceFile(file, pem, 0o600);
  return pem;
}
