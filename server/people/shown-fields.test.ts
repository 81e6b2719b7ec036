import { describe, expect, it } from '@jest/globals';
import { showFields } from './shown-fields.ts';

const person = {
  source: 'directory' as const,
  fields: { displayName: 'Anna Berg', jobTitle: 'Clerk', mobilePhone: '1' },
  overrides: { jobTitle: 'Captain', city: 'Kiel', mobilePhone: '' },
};

describe('what is shown of a person', () => {
  it('is the directory with what was changed by hand on top, each value with its source', () => {
    expect(showFields(person, false)).toEqual({
      fields: { displayName: 'Anna Berg', jobTitle: 'Captain', city: 'Kiel' },
      sources: { displayName: 'directory', jobTitle: 'hand', city: 'hand', mobilePhone: 'hand' },
    });
  });

  it('is the directory where it wins; by hand only what it does not know', () => {
    expect(showFields(person, true)).toEqual({
      fields: { displayName: 'Anna Berg', jobTitle: 'Clerk', mobilePhone: '1', city: 'Kiel' },
      sources: { displayName: 'directory', jobTitle: 'directory', mobilePhone: 'directory', city: 'hand' },
    });
  });

  it('comes by hand altogether of someone entered by hand', () => {
    expect(showFields({ source: 'manual', fields: { jobTitle: 'Cook' } }, true)).toEqual({
      fields: { jobTitle: 'Cook' },
      sources: { jobTitle: 'hand' },
    });
  });
});
