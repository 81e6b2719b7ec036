import { describe, expect, it } from '@jest/globals';
import { guardGraph } from './graph-guard.ts';

const root = new URL('https://graph.example/g/');
const at = (path: string) => `https://graph.example/g/${path}`;
const id = '7f105c7d-2dc5-4530-97cd-4e7ae6534c07';
const batch = (...requests: object[]) => JSON.stringify({ requests });
const inside = { id: '1', method: 'GET', url: '/users/1/photo' };

describe('what may leave for Graph', () => {
  it.each([
    ['GET', 'v1.0/users', undefined],
    ['POST', 'v1.0/$batch', batch(inside, { ...inside, id: '2' })],
    ['POST', 'v1.0/subscriptions', '{}'],
    ['PATCH', `v1.0/subscriptions/${id}`, '{}'],
    ['DELETE', `v1.0/subscriptions/${id}`, undefined],
  ])('%s %s', (method, path, body) => expect(() => guardGraph({ url: at(path), method, body }, root)).not.toThrow());

  it.each([
    ['POST', 'v1.0/users', '{}'],
    ['PATCH', 'v1.0/users/1', '{}'],
    ['DELETE', 'v1.0/users/1', undefined],
    ['PUT', 'v1.0/users/1/photo/$value', 'bytes'],
    ['POST', 'v1.0/groups/1/members/$ref', '{}'],
    ['PUT', `v1.0/subscriptions/${id}`, '{}'],
    ['POST', `v1.0/subscriptions/${id}`, '{}'],
    ['PATCH', 'v1.0/subscriptions', '{}'],
    ['DELETE', `v1.0/subscriptions/${id}/../../users/1`, undefined],
    ['DELETE', `v1.0/subscriptions/..%2f..%2fusers`, undefined],
    ['POST', 'v1.0/users/subscriptions', '{}'],
    ['POST', 'beta/subscriptions', '{}'],
    ['POST', 'v1.0/users/$batch', batch(inside)],
    ['POST', 'v1.0/$batch', batch(inside, { ...inside, method: 'PATCH' })],
    ['POST', 'v1.0/$batch', batch({ ...inside, method: 'get', body: {} })],
    ['POST', 'v1.0/$batch', batch({ ...inside, body: { jobTitle: 'x' } })],
    ['POST', 'v1.0/$batch', batch()],
    ['POST', 'v1.0/$batch', 'not JSON'],
    ['POST', 'v1.0/$batch', new Blob([batch(inside)])],
  ])('never %s %s', (method, path, body) =>
    expect(() => guardGraph({ url: at(path), method, body }, root)).toThrow(
      expect.objectContaining({ code: 'DIRECTORY_WRITE_REFUSED' }),
    ),
  );

  it.each(['https://evil.example/g/v1.0/users', 'http://graph.example/g/v1.0/users', 'https://graph.example/other'])(
    'nothing to %s',
    (url) =>
      expect(() => guardGraph({ url, method: 'GET' }, root)).toThrow(
        expect.objectContaining({ code: 'DIRECTORY_ANSWER' }),
      ),
  );
});
