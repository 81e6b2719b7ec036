import { readFileSync } from 'node:fs';

/** The variables that this part of the configuration is made from, each in order by itself. */
export interface EntraVariables {
  M365_CLOUD: keyof typeof clouds;
  ENTRA_AUTHORITY_HOST?: string;
  GRAPH_URL?: string;
  ENTRA_CLIENT_ID?: string;
  ENTRA_CLIENT_SECRET?: string;
  ENTRA_CLIENT_SECRET_EXPIRES?: Date;
  ENTRA_CLIENT_CERTIFICATE?: string;
  ENTRA_FEDERATED_TOKEN_FILE?: string;
  ALLOWED_TENANTS?: string[];
}

/** What proves to Entra that we are the application. */
export type AppCredential =
  | { kind: 'secret'; secret: string; expires?: Date }
  | { kind: 'certificate'; pem: string }
  | { kind: 'federated'; tokenFile: string };

/** The Microsoft 365 application Signet acts as. */
export interface EntraConfig {
  clientId: string;
  credential: AppCredential;
  authorityHost: string;
  graphUrl: string;
  allowedTenants: string[];
}

/** Sign-in and Graph hosts by cloud. Source: learn.microsoft.com/graph/deployments. */
const clouds = {
  global: { login: 'https://login.microsoftonline.com', graph: 'https://graph.microsoft.com' },
  usgov: { login: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us' },
  dod: { login: 'https://login.microsoftonline.us', graph: 'https://dod-graph.microsoft.us' },
  china: { login: 'https://login.chinacloudapi.cn', graph: 'https://microsoftgraph.chinacloudapi.cn' },
} as const;

/** The application that the variables describe, or null where they describe none; what is wrong goes to `problems`. */
export function readEntra(values: EntraVariables, problems: string[]): EntraConfig | null {
  const cloud = clouds[values.M365_CLOUD];
  const given = (['ENTRA_CLIENT_SECRET', 'ENTRA_CLIENT_CERTIFICATE', 'ENTRA_FEDERATED_TOKEN_FILE'] as const).filter(
    (name) => values[name],
  );
  if (!values.ENTRA_CLIENT_ID) {
    const orphans = [
      ...given,
      ...(['ENTRA_AUTHORITY_HOST', 'GRAPH_URL', 'ALLOWED_TENANTS'] as const).filter((name) => values[name]),
    ];
    if (orphans.length > 0)
      problems.push(`${orphans.join(', ')} given without ENTRA_CLIENT_ID. Set it, or remove them to try the sandbox.`);
    return null;
  }
  if (given.length !== 1) {
    problems.push(
      `ENTRA_CLIENT_ID needs exactly one of ENTRA_CLIENT_SECRET, ENTRA_CLIENT_CERTIFICATE, ENTRA_FEDERATED_TOKEN_FILE; ${given.length === 0 ? 'none is' : `${given.join(' and ')} are`} set.`,
    );
  }
  if (!values.ALLOWED_TENANTS)
    problems.push(
      'ALLOWED_TENANTS is required with ENTRA_CLIENT_ID: the ids of the tenants that may connect, separated by commas.',
    );
  const credential = readCredential(values, problems);
  return {
    clientId: values.ENTRA_CLIENT_ID.toLowerCase(),
    credential: credential ?? { kind: 'secret', secret: '' },
    authorityHost: values.ENTRA_AUTHORITY_HOST ?? cloud.login,
    graphUrl: values.GRAPH_URL ?? cloud.graph,
    allowedTenants: values.ALLOWED_TENANTS ?? [],
  };
}

function readCredential(values: EntraVariables, problems: string[]): AppCredential | null {
  if (values.ENTRA_CLIENT_SECRET)
    return {
      kind: 'secret',
      secret: values.ENTRA_CLIENT_SECRET,
      ...(values.ENTRA_CLIENT_SECRET_EXPIRES ? { expires: values.ENTRA_CLIENT_SECRET_EXPIRES } : {}),
    };
  if (values.ENTRA_FEDERATED_TOKEN_FILE) return { kind: 'federated', tokenFile: values.ENTRA_FEDERATED_TOKEN_FILE };
  const pem = readFile('ENTRA_CLIENT_CERTIFICATE', values.ENTRA_CLIENT_CERTIFICATE, problems);
  if (pem === undefined) return null;
  if (!/BEGIN CERTIFICATE/.test(pem) || !/BEGIN [A-Z ]*PRIVATE KEY/.test(pem)) {
    problems.push(
      `ENTRA_CLIENT_CERTIFICATE=${values.ENTRA_CLIENT_CERTIFICATE} must be a PEM file with both the certificate and its private key.`,
    );
  }
  return { kind: 'certificate', pem };
}

/** Signet's own certificate, where it speaks https itself. */
export function readTls(
  values: { TLS_CERT?: string; TLS_KEY?: string },
  problems: string[],
): { cert: string; key: string } | undefined {
  if (!values.TLS_CERT && !values.TLS_KEY) return undefined;
  if (!values.TLS_CERT || !values.TLS_KEY) {
    problems.push('TLS_CERT and TLS_KEY go together: set both, or neither.');
    return undefined;
  }
  const cert = readFile('TLS_CERT', values.TLS_CERT, problems);
  const key = readFile('TLS_KEY', values.TLS_KEY, problems);
  return cert && key ? { cert, key } : undefined;
}

function readFile(name: string, path: string | undefined, problems: string[]): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    problems.push(`${name}=${path} cannot be read: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
