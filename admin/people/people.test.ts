import { describe, expect, test } from '@jest/globals';
import type { PersonView } from '../../contract/index.ts';
import { listFields, nameOf } from './person-words.ts';
import { estimateHeight, previewDocument } from './preview-document.ts';

function aPerson(change: Partial<PersonView> = {}): PersonView {
  return {
    id: 'p',
    source: 'directory',
    kind: 'user',
    state: 'active',
    addresses: [],
    fields: {},
    groups: [],
    updatedAt: '2026-11-22T03:00:00Z',
    ...change,
  };
}

describe('a person in words', () => {
  test('is called by the best name there is', () => {
    expect(nameOf(aPerson({ fields: { displayName: 'Ada L.', givenName: 'Ada' } }))).toBe('Ada L.');
    expect(nameOf(aPerson({ fields: { surname: 'Lovelace' } }))).toBe('Lovelace');
    expect(nameOf(aPerson({ address: 'ada@contoso.example' }))).toBe('ada@contoso.example');
    expect(nameOf(aPerson())).not.toBe('');
  });

  test('shows filled fields only, extension attributes last and by number', () => {
    const fields = { extensionAttribute10: 'x', extensionAttribute2: 'y', jobTitle: 'Engineer', city: '' };
    expect(listFields(aPerson({ fields })).map(({ label }) => label)).toEqual([
      'Job title',
      'Extension attribute 2',
      'Extension attribute 10',
    ]);
  });
});

describe('the preview document', () => {
  const image = { name: 'logo.png', contentType: 'image/png', url: 'https://signet.example/logo.png' };

  test('shows embedded images in place of their cid addresses', () => {
    const html = '<img src="cid:logo.png">';
    const embedded = { html, images: [{ ...image, base64: 'AAAA' }], marker: 'm' };
    expect(previewDocument(embedded, 'light')).toContain('<img src="data:image/png;base64,AAAA">');
    expect(previewDocument({ ...embedded, images: [image] }, 'light')).toContain(`<img src="${image.url}">`);
  });

  test('escapes a signature that has only text', () => {
    const page = previewDocument({ text: '<b>Ada</b>', images: [], marker: 'm' }, 'dark');
    expect(page).toContain('&lt;b&gt;Ada');
    expect(page).toContain('background:#1f1f1f');
  });

  test('needs a height between its limits', () => {
    expect(estimateHeight({ text: 'one', images: [], marker: '' })).toBe(130);
    expect(estimateHeight({ text: 'x\n'.repeat(50), images: [image], marker: '' })).toBe(360);
  });
});
