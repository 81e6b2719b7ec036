import { describe, expect, it } from '@jest/globals';
import { changesOf, describeDeed } from './audit-words.ts';

describe('the audit log in words', () => {
  it('names what is known and shows the rest as it is', () => {
    expect(describeDeed('role.grant')).toBe('Roles: granted');
    expect(describeDeed('moon.landing')).toBe('moon: landing');
  });

  it('shows only what differs, by its path', () => {
    const before = { role: 'admin', when: { starts: '2027-01-01', days: ['mon'] }, gone: 1 };
    const after = { role: 'admin', when: { starts: '2027-02-01', days: ['mon'] }, come: true };
    expect(changesOf({ before, after })).toEqual([
      { field: 'when.starts', old: '2027-01-01', new: '2027-02-01' },
      { field: 'gone', old: '1', new: '' },
      { field: 'come', old: '', new: 'true' },
    ]);
  });

  it('takes entries that tell nothing, and those that are no object', () => {
    expect(changesOf({})).toEqual([]);
    expect(changesOf({ before: null, after: 'all' })).toEqual([{ field: '', old: '', new: 'all' }]);
  });
});
