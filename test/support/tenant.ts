import { prepareCertificate, type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { makeDataDir, type Settings } from './signet-process.ts';

/** A tenant as an operator has one: an Entra and a Graph over https elsewhere, an application with a secret, and Signet's settings for it. */
export interface OwnTenant {
  microsoft: Sandbox;
  settings: Settings;
  stop(): Promise<void>;
}

/** Starts an Entra and a Graph that Signet knows by its settings alone, as it would know the real ones; `appUrl` is where Signet will be. */
export async function startTenant(appUrl = 'https://signet.example'): Promise<OwnTenant> {
  const folder = makeDataDir();
  const data = makeDataDir();
  const { caBundleFile } = await prepareCertificate(folder.path, process.env.NODE_EXTRA_CA_CERTS);
  const microsoft = await startSandbox({
    folder: folder.path,
    httpsPort: 0,
    httpPort: 0,
    appUrl,
  });
  return {
    microsoft,
    settings: {
      DATA_DIR: data.path,
      ENTRA_AUTHORITY_HOST: microsoft.url,
      GRAPH_URL: microsoft.graphUrl,
      ENTRA_CLIENT_ID: microsoft.clientId,
      ENTRA_CLIENT_SECRET: microsoft.clientSecret,
      ALLOWED_TENANTS: microsoft.tenantId,
      NODE_EXTRA_CA_CERTS: caBundleFile,
    },
    stop: async () => {
      await microsoft.stop();
      folder.remove();
      data.remove();
    },
  };
}
