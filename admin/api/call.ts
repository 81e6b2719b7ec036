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

/** An answer with the tag of its version (ETag), for changing only what is still as it was seen. */
export interface Tagged<Answer> {
  data: Answer;
  tag: string | undefined;
}

async function send(url: string, init: RequestInit): Promise<Tagged<unknown>> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw errorFromNetwork(cause);
  }
  const tag = answer.headers.get('etag') ?? undefined;
  if (answer.status === 204) return { data: undefined, tag };
  const body = await readJson(answer);
  if (!answer.ok || body === undefined) {
    throw errorFromAnswer(answer.status, body, answer.headers.get('x-request-id'));
  }
  return { data: body, tag };
}

/** Reads, with the tag of the version. Throws {@link ApiError}. */
export async function getTagged<Answer>(
  path: string,
  options: { query?: Query; signal?: AbortSignal } = {},
): Promise<Tagged<Answer>> {
  const signal = options.signal ? { signal: options.signal } : {};
  const init = { headers: { accept: 'application/json' }, ...signal };
  return (await send(apiUrl(path, options.query), init)) as Tagged<Answer>;
}

/** Reads; gives undefined for 204. The server answers by the contract, so the type is the caller's. Throws {@link ApiError}. */
export async function get<Answer>(
  path: string,
  options: { query?: Query; signal?: AbortSignal } = {},
): Promise<Answer> {
  return (await getTagged<Answer>(path, options)).data;
}

/** Reads an absolute path of this origin. Throws {@link ApiError}. */
export async function read<Answer>(url: string, signal?: AbortSignal): Promise<Answer> {
  const init = { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) };
  return (await send(url, init)).data as Answer;
}

/** Writes JSON to an absolute path of this origin. Throws {@link ApiError}. */
export async function post<Answer>(url: string, body: unknown = {}): Promise<Answer> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return (await send(url, { method: 'POST', headers, body: JSON.stringify(body) })).data as Answer;
}

/** Changes something by the API; with `tag` only if it is still that version. Throws {@link ApiError}. */
export async function change<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options: {
    body?: unknown;
    file?: { content: Blob; type: string };
    query?: Query;
    tag?: string;
    signal?: AbortSignal;
  } = {},
): Promise<Tagged<Answer>> {
  const { body, file, query, tag, signal } = options;
  const headers = {
    accept: 'application/json',
    ...(file ? { 'content-type': file.type } : body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(tag ? { 'if-match': tag } : {}),
  };
  const content = file?.content ?? (body === undefined ? null : JSON.stringify(body));
  return (await send(apiUrl(path, query), {
    method,
    headers,
    body: content,
    ...(signal ? { signal } : {}),
  })) as Tagged<Answer>;
}
