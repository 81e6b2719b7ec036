import { describe, expect, test } from '@jest/globals';
import { errorFromAnswer, errorFromNetwork } from './api-error.ts';
import { apiUrl } from './call.ts';

describe('errors of the server', () => {
  test('code, message and request id come from the answer', () => {
    const body = { error: { code: 'STORAGE', message: 'The disk is full.', requestId: 'r-1' } };
    expect(errorFromAnswer(503, body, 'other')).toMatchObject({
      code: 'STORAGE',
      message: 'The disk is full.',
      status: 503,
      requestId: 'r-1',
      retry: true,
    });
  });

  test.each([
    ['no JSON at all', undefined],
    ['JSON of someone else', { message: 'Bad gateway' }],
    ['a code that is not in the table', { error: { code: 'toString', message: 'x', requestId: 'y' } }],
    ['null', { error: null }],
  ])('%s: unreadable, with the request id of the header where there is one', (_, body) => {
    const error = errorFromAnswer(502, body, 'r-2');
    expect(error.code).toBe('UNREADABLE');
    expect(error.message).toContain('502');
    expect(error.requestId).toBeTruthy();
    expect(error.retry).toBe(true);
  });

  test('what cannot succeed later is not tried again', () => {
    expect(errorFromAnswer(403, { error: { code: 'FORBIDDEN', requestId: 'r' } }, null).retry).toBe(false);
    expect(errorFromAnswer(404, undefined, null).retry).toBe(false);
  });

  test('no answer is worth another try, and keeps its cause', () => {
    const cause = new TypeError('fetch failed');
    expect(errorFromNetwork(cause)).toMatchObject({ code: 'OFFLINE', retry: true, requestId: undefined, cause });
  });
});

describe('addresses of calls', () => {
  test('leave out what is empty, and encode the rest', () => {
    expect(apiUrl('/people', { query: 'a&b', state: '', group: undefined, limit: 50 })).toBe(
      '/api/v1/people?query=a%26b&limit=50',
    );
    expect(apiUrl('/session')).toBe('/api/v1/session');
  });
});
