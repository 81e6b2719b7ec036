import { join } from 'node:path';
import { prepareCertificate } from '../sandbox/certificate.ts';
import type { Config } from './platform/config.ts';

/** Where the sandbox keeps its certificate, its keys, and word of where it runs. */
export const sandboxFolder = (config: Config): string => join(config.dataDir, 'sandbox');

/**
 * The certificate authority file that Node must trust for the sandbox, or null where no sandbox is needed.
 * Apart from compose.ts, so that the launcher, which needs this alone, starts quickly (docs/adr/0005).
 */
export async function sandboxTrust(config: Config): Promise<string | null> {
  if (config.entra) return null;
  const { caBundleFile } = await prepareCertificate(sandboxFolder(config), config.extraCaCerts);
  return caBundleFile;
}
