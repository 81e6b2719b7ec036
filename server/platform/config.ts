import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type EntraConfig, readEntra, readTls } from './entra-config.ts';
import { readSecrets } from './secrets-config.ts';

export type { AppCredential, EntraConfig } from './entra-config.ts';

/** Which parts a process runs. */
export const processRoles = ['web', 'worker'] as const;
export type ProcessRole = (typeof processRoles)[number];

export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  mongodbUri?: string;
  dataDir: string;
  roles: ProcessRole[];
  /** null: no application is configured, the sandbox stands in. */
  entra: EntraConfig | null;
  /** The current one first, then former ones that still open what they sealed; none: one is made in the data folder. */
  secrets: string[];
  tls?: { cert: string; key: string };
  trustProxy: number;
  otlpEndpoint?: string;
  logLevel: string;
  /** What Node itself trusts beside its own list (set by the launcher in the sandbox). */
  extraCaCerts?: string;
}

/** Every mistake of the configuration at once. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const isUrl = (protocols: string[]) => (text: string) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);
const withoutSlash = (text: string) => text.replace(/\/+$/, '');
const guid = z.guid();

const variables = z.object({
  PORT: z.coerce.number('a port number from 0 to 65535').int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z
    .string()
    .refine(isUrl(['http:', 'https:']), 'an http or https URL')
    .transform(withoutSlash)
    .optional(),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'a mongodb:// or mongodb+srv:// URI')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  ROLES: z
    .string()
    .default('web,worker')
    .transform((text) => text.split(',').map((role) => role.trim()))
    .refine((roles) => !roles.includes('relay'), {
      error: 'a choice of web, worker: the mail relay is not part of this version',
      abort: true,
    })
    .pipe(z.array(z.enum(processRoles, `a comma-separated choice of ${processRoles.join(', ')}`)).min(1)),
  M365_CLOUD: z.enum(['global', 'usgov', 'dod', 'china'], 'one of global, usgov, dod, china').default('global'),
  ENTRA_AUTHORITY_HOST: z
    .string()
    .refine(isUrl(['https:']), 'an https URL')
    .transform(withoutSlash)
    .optional(),
  GRAPH_URL: z
    .string()
    .refine(isUrl(['https:']), 'an https URL')
    .transform(withoutSlash)
    .optional(),
  ENTRA_CLIENT_ID: guid.optional(),
  ENTRA_CLIENT_SECRET: z.string().optional(),
  ENTRA_CLIENT_SECRET_EXPIRES: z.iso
    .date('the date on which the secret ends, like 2027-11-30')
    .transform((date) => new Date(date))
    .optional(),
  ENTRA_CLIENT_CERTIFICATE: z.string().optional(),
  ENTRA_FEDERATED_TOKEN_FILE: z.string().optional(),
  ALLOWED_TENANTS: z
    .string()
    .transform((text) =>
      text
        .split(/[\s,]+/)
        .filter(Boolean)
        .map((id) => id.toLowerCase()),
    )
    .pipe(z.array(z.guid('a comma-separated list of tenant ids (GUIDs)')).min(1))
    .optional(),
  SESSION_SECRET: z.string().optional(),
  KEY_FILE: z.string().optional(),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  TRUST_PROXY: z.coerce.number('the number of proxies in front of Signet').int().min(0).max(10).default(0),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine(isUrl(['http:', 'https:']), 'an http or https URL')
    .optional(),
  LOG_LEVEL: z.enum(logLevels, `one of ${logLevels.join(', ')}`).default('info'),
  NODE_EXTRA_CA_CERTS: z.string().optional(),
});

/** Every variable that Signet reads. */
export const settingNames: string[] = Object.keys(variables.shape);

/** The process's environment; the only place that reads it. */
export const environment = (): NodeJS.ProcessEnv => process.env;

/**
 * The configuration that the environment describes. An empty variable counts as unset.
 * @throws {ConfigError} naming every mistake, not only the first
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = variables.safeParse(given);
  const problems: string[] = [];
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.push(describe(issue, given));
    throw new ConfigError(problems);
  }
  const values = parsed.data;
  const entra = readEntra(values, problems);
  const tls = readTls(values, problems);
  const secrets = readSecrets(values, problems);
  if (!entra && problems.length === 0 && !isLoopback(values.HOST)) {
    problems.push(
      `HOST is ${values.HOST}, but without ENTRA_CLIENT_ID the sandbox would start, and it serves this machine only. Set ENTRA_CLIENT_ID (README.md, "Connect your tenant"), or HOST=127.0.0.1.`,
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? `${tls ? 'https' : 'http'}://localhost:${values.PORT}`,
    mongodbUri: values.MONGODB_URI,
    dataDir: resolve(values.DATA_DIR),
    roles: [...new Set(values.ROLES)],
    entra,
    secrets,
    tls,
    trustProxy: values.TRUST_PROXY,
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    logLevel: values.LOG_LEVEL,
    extraCaCerts: values.NODE_EXTRA_CA_CERTS,
  };
}

/** Where the sandbox keeps its certificate, its keys, and word of where it runs. */
export const sandboxFolder = (config: Pick<Config, 'dataDir'>): string => join(config.dataDir, 'sandbox');

/** Is this host name or address this machine and nothing else? */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function describe(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  const secret = /SECRET|URI/.test(name);
  return `${name}${secret ? '' : `=${given[name]}`} is not usable: it must be ${issue.code === 'invalid_format' && issue.format === 'guid' ? 'a GUID like 00000000-0000-0000-0000-000000000000' : issue.message}`;
}
