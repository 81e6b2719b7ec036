import { describe, expect, it } from '@jest/globals';
import type { SignatureAnswer } from '../../contract/signature.ts';
import { type CacheDocument, entryKey, formatDocument, formatForRoaming, parseDocument } from './cache-document.ts';

const image = {
  name: 'logo.png',
  contentType: 'image/png',
  url: 'https://signet.example/i/1',
  base64: 'A'.repeat(5000),
};
const answer = (html: string): SignatureAnswer => ({
  signature: { html, text: 'Anna', images: [image], marker: 'm' },
  template: { id: 't', version: 1 },
  person: { id: 'p' },
});
const documentOf = (count: number, html: string): CacheDocument => ({
  tenant: 'tenant-1',
  entries: Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${at}@contoso.example|newMail`,
      { answer: answer(html), etag: '"1"', at },
    ]),
  ),
});

describe('the cache document', () => {
  it('comes back as it was written', () => {
    const document = documentOf(3, '<p>Anna</p>');
    expect(parseDocument(formatDocument(document, { images: true }))).toEqual(document);
  });

  it.each([
    undefined,
    '',
    '{',
    'null',
    '[]',
    '{"version":3,"entries":{"anna@contoso.example|newMail":{"answer":null,"at":1}}}',
    '{"version":1}',
    '{"version":1,"entries":[7]}',
  ])('is empty for %p', (text) => {
    expect(parseDocument(text).entries).toEqual({});
  });

  it('drops corrupt entries and keeps the others', () => {
    const document = documentOf(2, '<p>Anna</p>');
    const text = formatDocument(document, { images: true }).replace('"html":"<p>Anna</p>","text":"Anna"', '"html":1');
    expect(Object.keys(parseDocument(text).entries)).toHaveLength(1);
  });

  it('keeps the newest entries', () => {
    const kept = parseDocument(formatDocument(documentOf(150, '<p>Anna</p>'), { images: true }));
    expect(Object.keys(kept.entries)).toHaveLength(120);
    expect(kept.entries['149@contoso.example|newMail']).toBeDefined();
    expect(kept.entries['0@contoso.example|newMail']).toBeUndefined();
  });

  it('fits into the 32 KB of roamingSettings, without pictures, escaped quotes and umlauts counted', () => {
    const text = formatForRoaming(documentOf(90, `<p style="color:red">${'ü'.repeat(900)}</p>`));
    expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThanOrEqual(32 * 1024);
    const entries = Object.values(parseDocument(text).entries);
    expect(entries.length).toBeGreaterThan(5);
    for (const entry of entries) {
      expect(entry.answer?.signature.images[0]?.base64).toBeUndefined();
      // The server must send the pictures again, so it must not answer 304.
      expect(entry.etag).toBeUndefined();
    }
  });

  it('knows an address in whatever case', () => {
    expect(entryKey(' Anna@Contoso.Example', 'reply')).toBe('anna@contoso.example|reply');
  });
});
