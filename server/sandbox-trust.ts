import { prepareCertificate } from '../sandbox/certificate.ts';
import { type Config, sandboxFolder } from './platform/config.ts';

/**
 * The certificate authority file that Node must trust for the sandbox.
 * Apart from compose.ts, so that the launcher, which needs this alone, starts quickly (docs/adr/0005).
 */
export async function sandboxTrust(config: Config): Promise<string> {
  const { caBundleFile } = await prepareCertificate(sandboxFolder(config), config.extraCaCerts);
  return caBundleFile;
}
