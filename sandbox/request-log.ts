import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';

export interface RecordedRequest {
  service: 'graph' | 'entra' | 'other';
  method: string;
  /** Path with query; codes, secrets and tokens taken out. */
  path: string;
  /** Without anything that lets someone in. */
  headers: Record<string, string>;
  /** Asked inside a $batch. */
  inBatch?: boolean;
  /** Would have changed the directory, had it been allowed. */
  write: boolean;
  /** Set when the answer is known. */
  status?: number;
}

const secretHeaders = ['authorization', 'cookie', 'proxy-authorization'];

/** Notes a request in `log`, which keeps the newest `most` reads and every write. */
export class RequestLog {
  readonly entries: RecordedRequest[] = [];
  private readonly most: number;

  constructor(most = 5000) {
    this.most = most;
  }

  /** Notes every request, and its status before anyone can have received the answer. */
  middleware(): RequestHandler {
    return (request, response, next) => {
      const entry = this.note(request);
      const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => typeof response;
      response.writeHead = ((status: number, ...rest: unknown[]) => {
        entry.status = status;
        return writeHead(status, ...rest);
      }) as typeof response.writeHead;
      next();
    };
  }

  /** Notes an incoming request. */
  note(request: IncomingMessage & { originalUrl?: string }): RecordedRequest {
    const path = withoutSecrets(request.originalUrl ?? request.url ?? '/');
    const service = path.startsWith('/graph/') ? 'graph' : isEntra(path) ? 'entra' : 'other';
    const method = request.method ?? 'GET';
    const write = service === 'graph' && !isRead(method, path);
    return this.add({ service, method, path, headers: plainHeaders(request.headers), write });
  }

  /** Notes one request of a $batch. */
  noteInBatch(method: string, path: string, headers: Record<string, string>): RecordedRequest {
    const write = !['GET', 'HEAD'].includes(method);
    return this.add({ service: 'graph', method, path, headers: plainHeaders(headers), write, inBatch: true });
  }

  private add(entry: RecordedRequest): RecordedRequest {
    this.entries.push(entry);
    if (this.entries.length > this.most + 500) {
      const surplus = this.entries.splice(0, this.entries.length - this.most);
      this.entries.unshift(...surplus.filter(({ write }) => write));
    }
    return entry;
  }
}

function isEntra(path: string): boolean {
  return /^\/[^/]+\/((v2\.0\/)?adminconsent|oauth2|v2\.0\/\.well-known|discovery)/.test(path);
}

function isRead(method: string, path: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method) || (method === 'POST' && /\/\$batch(\?|$)/.test(path));
}

function plainHeaders(headers: IncomingMessage['headers'] | Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !secretHeaders.includes(name.toLowerCase()))
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function withoutSecrets(path: string): string {
  return path.replace(/([?&](?:code|client_secret|access_token|id_token_hint)=)[^&]*/g, '$1…');
}
