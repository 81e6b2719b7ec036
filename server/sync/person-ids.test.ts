import { describe, expect, it } from '@jest/globals';
import { PersonIds } from './person-ids.ts';

describe('a set of person ids', () => {
  it('knows what was added, GUIDs and others, and nothing else', () => {
    const ids = new PersonIds();
    const added = ['t:00000000-0000-4000-8000-0000000000ff', 't:fedcba98-0000-4000-8000-000000000001', 't:user-7'];
    for (const id of added) ids.add(id);
    expect(added.map((id) => ids.has(id))).toEqual([true, true, true]);
    const others = ['t:00000000-0000-4000-8000-0000000000fe', 't:fedcba98000040008000000000000001', 't:user-8', 't:'];
    expect(others.map((id) => ids.has(id))).toEqual([false, false, false, false]);
  });
});
