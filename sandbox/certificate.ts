import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemNow } from './clock.ts';

const dayMs = 24 * 60 * 60 * 1000;

export interface Certificate {
  certFile: string;
  keyFile: string;
  /** For NODE_EXTRA_CA_CERTS. */
  caBundleFile: string;
}

/**
 * Makes (once) a self-signed certificate for localhost, 127.0.0.1 and ::1 in `folder`, and a bundle for NODE_EXTRA_CA_CERTS that
 * also holds `existingCaFile` when given. Made anew when less than 30 days are left or when the files don't belong together.
 */
export async function prepareCertificate(folder: string, existingCaFile?: string): Promise<Certificate> {
  const files = {
    certFile: join(folder, 'localhost-cert.pem'),
    keyFile: join(folder, 'localhost-key.pem'),
    caBundleFile: join(folder, 'localhost-ca-bundle.pem'),
  };
  await mkdir(folder, { recursive: true });
  if (!(await isUsable(files))) await makeCertificate(files);
  const own = await readFile(files.certFile, 'utf8');
  const other = existingCaFile && existingCaFile !== files.caBundleFile ? await readFile(existingCaFile, 'utf8') : '';
  await replaceFile(files.caBundleFile, `${own.trimEnd()}\n${other}`, 0o644);
  return files;
}

async function isUsable({ certFile, keyFile }: Certificate): Promise<boolean> {
  try {
    const certificate = new X509Certificate(await readFile(certFile));
    if (!certificate.checkPrivateKey(createPrivateKey(await readFile(keyFile)))) return false;
    return new Date(certificate.validTo).getTime() - systemNow().getTime() > 30 * dayMs;
  } catch {
    return false;
  }
}

async function makeCertificate({ certFile, keyFile }: Certificate): Promise<void> {
  const now = systemNow().getTime();
  // Loaded only here: whoever finds a certificate made before starts sooner by a tenth of a second.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - dayMs),
    // Browsers refuse certificates that live longer than 398 days.
    notAfterDate: new Date(now + 390 * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  await replaceFile(keyFile, made.private, 0o600);
  await replaceFile(certFile, made.cert, 0o644);
}

/** Writes beside and renames, so that nobody reads half a file. */
export async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  const beside = `${file}.${process.pid}.new`;
  await writeFile(beside, text, { mode });
  await rename(beside, file);
}
