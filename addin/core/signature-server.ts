import type { Delivery } from '../../contract/delivery.ts';
import type { ProfileAnswer, ProfileChange, SignatureAnswer, SignaturesAnswer } from '../../contract/signature.ts';
import { AddinError, messageOf } from './addin-error.ts';
import type { AddinConfiguration } from './configuration.ts';
import { readAllAnswers, readAnswer, readProfile } from './read-answer.ts';
import { withinLimit } from './run.ts';
import type { SignIn } from './sign-in.ts';
import type { EntryPlace } from './signature-cache.ts';

/** What the server said: something new (`value: null`: no signature), nothing new, or that the sender isn't this user's. */
export type News<T> = { kind: 'changed'; value: T; etag: string | undefined } | { kind: 'same' } | { kind: 'notYours' };

/** Signet's server, as the add-in uses it. Rejects with an AddinError `signIn`, `interaction`, `unreachable`, `refused`, `answer`. */
export interface SignatureServer {
  one(place: EntryPlace, etag: string | undefined): Promise<News<SignatureAnswer | null>>;
  all(etag: string | undefined): Promise<News<SignaturesAnswer>>;
  /** Who the user is to the server, and what they may choose and edit; with a change: after it. */
  profile(change?: Partial<ProfileChange>): Promise<ProfileAnswer>;
  /** Sends reports. Gives false where the server will never take them. */
  report(reports: Delivery[]): Promise<boolean>;
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
  const request = async (path: string, tokenLimit: number, given: Asked): Promise<Response> => {
    const { apiUrl } = configuration();
    const ticket = await signIn(tokenLimit);
    tenant = ticket.tenant;
    const headers: Record<string, string> = { Accept: 'application/json', Authorization: `Bearer ${ticket.token}` };
    if (given.etag) headers['If-None-Match'] = given.etag;
    if (given.body) headers['Content-Type'] = 'application/json';
    const { method, body } = given;
    try {
      // `no-store`: with its own cache a browser would turn our 304 into a 200 behind our back.
      return await fetch(`${apiUrl}${path}`, { method, body, headers, cache: 'no-store' });
    } catch (error) {
      throw new AddinError('unreachable', messageOf(error));
    }
  };
  const ask = <T>(path: string, given: Asked, read: (response: Response) => T | Promise<T>): Promise<T> => {
    const limit = limitMs();
    return withinLimit(request(path, limit * tokenShare, given).then(read), limit, 'The server');
  };
  return {
    one({ from, composeType, recipients }, etag) {
      // Without a word about who reads it, a mail goes outside.
      const reader = recipients === 'internal' ? '&recipients=internal' : '';
      const query = `from=${encodeURIComponent(from)}&composeType=${composeType}${reader}`;
      const parse = (value: unknown) => (value === null ? null : readAnswer(value));
      return ask(`/api/v1/me/signature?${query}`, { etag }, (response) => readNews(response, parse));
    },
    all: (etag) => ask('/api/v1/me/signatures', { etag }, (response) => readNews(response, readAllAnswers)),
    profile: (change) =>
      ask('/api/v1/me/profile', change ? { method: 'PATCH', body: JSON.stringify(change) } : {}, async (response) => {
        const news = await readNews(response, readProfile);
        if (news.kind !== 'changed') throw new AddinError('answer', 'The server gave an answer that is no profile');
        return news.value;
      }),
    report: (reports) =>
      ask('/api/v1/me/deliveries', { method: 'POST', body: JSON.stringify(reports) }, ({ status }) => {
        if (status >= 500 || status === 401 || status === 429) throw new AddinError('refused', 'not now', status);
        return status < 400;
      }),
    tenant: () => tenant,
  };
}

/** What is sent beside the path. */
interface Asked {
  method?: 'GET' | 'POST' | 'PATCH';
  etag?: string;
  body?: string;
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
