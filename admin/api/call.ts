import { ApiError, errorFromAnswer, errorFromNetwork } from './api-error.ts';

type Query = Readonly<Record<string, string | number | undefined>>;

/** `/api/v1` + path + query; empty values are left out. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? `/api/v1${path}` : `/api/v1${path}?${text}`;
}

async function readJson(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    return undefined; // not JSON: the caller sees the status
  }
}

async function send(url: string, init: RequestInit): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw errorFromNetwork(cause);
  }
  if (answer.status === 204) return undefined;
  const body = await readJson(answer);
  if (!answer.ok || body === undefined) {
    throw errorFromAnswer(answer.status, body, answer.headers.get('x-request-id'));
  }
  return body;
}

/** Reads; gives undefined for 204. The server answers by the contract, so the type is the caller's. Throws {@link ApiError}. */
export async function get<Answer>(
  path: string,
  options: { query?: Query; signal?: AbortSignal } = {},
): Promise<Answer> {
  const signal = options.signal ? { signal: options.signal } : {};
  return (await send(apiUrl(path, options.query), { headers: { accept: 'application/json' }, ...signal })) as Answer;
}

/** Writes JSON to an absolute path of this origin. Throws {@link ApiError}. */
export async function post<Answer>(url: string, body: unknown = {}): Promise<Answer> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return (await send(url, { method: 'POST', headers, body: JSON.stringify(body) })) as Answer;
}
