import { describe, expect, test } from '@jest/globals';
import { pathTo, withParams } from './paths.ts';

describe('paths', () => {
  test('leave empty parameters out, and encode the others', () => {
    expect(pathTo.people({ query: '', state: 'paused', group: undefined })).toBe('/people?state=paused');
    const path = withParams('/people', { query: 'a?b=c&d#e %' });
    expect(new URLSearchParams(path.split('?')[1]).get('query')).toBe('a?b=c&d#e %');
  });

  test('an id never opens another page', () => {
    expect(pathTo.person('tenant:0f/../runs?x')).toBe('/people/tenant%3A0f%2F..%2Fruns%3Fx');
  });
});
