import { describe, expect, test } from '@jest/globals';
import { formatRoute, parseRoute } from './route.ts';

describe('route', () => {
  test('reads page and parameters from the hash', () => {
    expect(parseRoute('#/people?query=M%C3%BCller+%26+Co&state=active')).toEqual({
      page: 'people',
      params: { query: 'Müller & Co', state: 'active' },
    });
  });

  test.each(['', '#', '#/', '#/nowhere', '#garbage?x'])('takes %j for Home', (hash) => {
    expect(parseRoute(hash).page).toBe('home');
  });

  test('leaves empty parameters out', () => {
    expect(formatRoute('people', { query: '', state: 'paused', group: undefined })).toBe('#/people?state=paused');
    expect(formatRoute('home')).toBe('#/');
  });

  test('survives the way there and back', () => {
    const params = { query: 'a?b=c&d#e %', person: 'tenant:0f/1' };
    expect(parseRoute(formatRoute('people', params))).toEqual({ page: 'people', params });
  });
});
