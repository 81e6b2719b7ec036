import type { ComposeType, SignatureAnswer, SignaturesAnswer } from '../../contract/signature.ts';
import { AddinError, messageOf } from './addin-error.ts';
import type { AddinConfiguration } from './configuration.ts';
import { readAllAnswers, readAnswer } from './read-answer.ts';
import { withinLimit } from './run.ts';
import type { SignIn } from './sign-in.ts';

/** What the server said: something new (`value: null`: no signature), nothing new, or that the sender isn't this user's. */
export type News<T> = { kind: 'changed'; value: T; etag: string | undefined } | { kind: 'same' } | { kind: 'notYours' };

/** Signet's server, as the add-in uses it. Rejects with an AddinError `signIn`, `interaction`, `unreachable`, `refused`, `answer`. */
export interface SignatureServer {
  one(from: string, composeType: ComposeType, etag: string | undefined): Promise<News<SignatureAnswer | null>>;
  all(etag: string | undefined): Promise<News<SignaturesAnswer['signatures']>>;
  /** The tenant of the last sign-in. */
  tenant(): string | undefined;
}

/** Talks to the server; each question, sign-in included, may take as long as `limitMs` says when it is asked. */
export function createSignatureServer(
  configuration: () => AddinConfiguration,
  signIn: SignIn,
  limitMs: () => number,
): SignatureServer {
  let tenant: string | undefined;
  const request = async (path: string, etag: string | undefined, tokenLimit: number): Promise<Response> => {
    const { apiUrl } = configuration();
    const ticket = await signIn(tokenLimit);
    tenant = ticket.tenant;
    const headers: Record<string, string> = { Accept: 'application/json', Authorization: `Bearer ${ticket.token}` };
    if (etag) headers['If-None-Match'] = etag;
    try {
      // `no-store`: with its own cache a browser would turn our 304 into a 200 behind our back.
      return await fetch(`${apiUrl}${path}`, { headers, cache: 'no-store' });
    } catch (error) {
      throw new AddinError('unreachable', messageOf(error));
    }
  };
  const ask = <T>(path: string, etag: string | undefined, parse: (value: unknown) => T | undefined) => {
    const limit = limitMs();
    const news = request(path, etag, limit * tokenShare).then((response) => readNews(response, parse));
    return withinLimit(news, limit, 'The server');
  };
  return {
    one(from, composeType, etag) {
      const query = `from=${encodeURIComponent(from)}&composeType=${composeType}`;
      return ask(`/api/v1/me/signature?${query}`, etag, (value) => (value === null ? null : readAnswer(value)));
    },
    all: (etag) => ask('/api/v1/me/signatures', etag, readAllAnswers),
    tenant: () => tenant,
  };
}

/** Signing in may use this much of the time; the rest belongs to the request. */
const tokenShare = 0.7;

async function readNews<T>(response: Response, parse: (value: unknown) => T | undefined): Promise<News<T>> {
  if (response.status === 304) return { kind: 'same' };
  const body = await response.text();
  if (response.status === 403 && body.indexOf('SENDER_NOT_ALLOWED') >= 0) return { kind: 'notYours' };
  if (response.status !== 200 && response.status !== 204) {
    throw new AddinError('refused', `The server answered ${response.status}`, response.status);
  }
  const value = parse(response.status === 204 ? null : parseJson(body));
  if (value === undefined) throw new AddinError('answer', 'The server gave an answer that is no signature');
  return { kind: 'changed', value, etag: response.headers.get('ETag') ?? undefined };
}

/** `undefined` for what isn't JSON, and for a JSON `null`, which only a 204 may stand for. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
