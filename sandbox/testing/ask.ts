import { mkdtemp, readFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, type SandboxOptions, startSandbox } from '../start-sandbox.ts';

/** A sandbox for one test file, on free ports, with a client that trusts its certificate. */
export interface TestSandbox extends Sandbox {
  /** A request; an absolute URL, or a path below Graph v1.0. */
  ask(url: string, wishes?: Wishes): Promise<Answer>;
  /** An app token for Graph. */
  appToken(): Promise<string>;
  /** GET of Graph with a fresh app token; the JSON. */
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
}

export interface Wishes {
  method?: string;
  token?: string;
  headers?: Record<string, string>;
  form?: Record<string, string>;
  json?: unknown;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape is what they check.
  json: any;
}

/** One folder for all sandboxes of a test file: making keys takes longer than starting. */
let shared: Promise<string> | undefined;

/** Starts one. */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  shared ??= mkdtemp(join(tmpdir(), 'sandbox-'));
  const folder = options.folder ?? (await shared);
  const sandbox = await startSandbox({
    folder,
    httpsPort: 0,
    httpPort: 0,
    appUrl: 'http://localhost:3000',
    ...options,
  });
  const ca = await readFile(join(folder, 'localhost-cert.pem'), 'utf8');
  const ask = (url: string, wishes: Wishes = {}) =>
    send(url.startsWith('http') ? url : `${sandbox.graphUrl}/v1.0${url}`, wishes, ca);
  const appToken = async () => {
    const form = {
      grant_type: 'client_credentials',
      client_id: sandbox.clientId,
      client_secret: sandbox.clientSecret,
      scope: `${sandbox.graphUrl}/.default`,
    };
    const answer = await ask(`${sandbox.url}/${sandbox.tenantId}/oauth2/v2.0/token`, { form });
    return String(answer.json.access_token);
  };
  return {
    ...sandbox,
    ask,
    appToken,
    get: async (path, headers) => ask(path, { token: await appToken(), headers }),
  };
}

function send(url: string, wishes: Wishes, ca: string): Promise<Answer> {
  const { method, token, headers = {}, form, json } = wishes;
  const body = form ? new URLSearchParams(form).toString() : json === undefined ? undefined : JSON.stringify(json);
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  const all = {
    ...(body === undefined ? {} : { 'Content-Type': type, 'Content-Length': String(Buffer.byteLength(body)) }),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const options = { method: method ?? (body === undefined ? 'GET' : 'POST'), headers: all, agent: false as const };
    const request = url.startsWith('https') ? httpsRequest(url, { ...options, ca }) : httpRequest(url, options);
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text, json: parse(text) });
      });
    });
    request.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
