import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { findMarkers, markerOf, personTag } from './marker.ts';

const about = { tenantId: 'contoso', personId: 'contoso:42', template: { id: 'classic', version: 7 } };
const marker = markerOf('secret', about);

it('is the same for the same signature, and a Word bookmark', () => {
  expect(markerOf('secret', about)).toBe(marker);
  expect(marker).toMatch(/^_[a-z0-9]{39}$/);
  expect(marker).not.toContain('42');
});

it('differs by person, template, version, tenant and secret', () => {
  const others = [
    markerOf('secret', { ...about, personId: 'contoso:43' }),
    markerOf('secret', { ...about, template: { id: 'compact', version: 7 } }),
    markerOf('secret', { ...about, template: { id: 'classic', version: 8 } }),
    markerOf('secret', { ...about, tenantId: 'fabrikam' }),
    markerOf('other', about),
  ];
  expect(new Set([marker, ...others]).size).toBe(6);
});

it('is found in what mail programs make of it', () => {
  const html = `<div id="x_${marker}"><a name=3D"x_x_${marker}"></a>…</div>`;
  const found = findMarkers('secret', 'contoso', html);
  expect(found).toHaveLength(2);
  expect(found[0]).toMatchObject({ marker, version: 7, person: personTag('secret', 'contoso', 'contoso:42') });
});

it('is not found when forged, altered, or of another tenant', () => {
  const altered = marker.slice(0, 10) + (marker[10] === 'a' ? 'b' : 'a') + marker.slice(11);
  expect(findMarkers('secret', 'contoso', `${altered} _sg1${'a'.repeat(36)} ${marker.slice(0, 39)}`)).toEqual([]);
  expect(findMarkers('secret', 'fabrikam', marker)).toEqual([]);
  expect(findMarkers('other', 'contoso', marker)).toEqual([]);
});

it.each(['secret', 'long '.repeat(40)])('is signed by HMAC-SHA256 (%s)', (secret) => {
  const digest = createHmac('sha256', secret)
    .update(JSON.stringify(['person', 'contoso', 'contoso:42']))
    .digest();
  const expected = Array.from(digest.subarray(0, 12), (byte) =>
    'abcdefghijklmnopqrstuvwxyz234567'.charAt(byte & 31),
  ).join('');
  expect(personTag(secret, 'contoso', 'contoso:42')).toBe(expected);
});

describe('what each Outlook makes of a signature on its way', () => {
  const sent = `<div id="${marker}"><a name="${marker}"></a><table><tr><td><span>Anna Berg</span></td></tr></table></div>`;
  const only = findMarkers('secret', 'contoso', sent).slice(0, 1);
  /** As Word writes it: no ids, no data-* and no comments, everything in classes, anchors as bookmarks in upper or lower case. */
  const word = (bookmark: string) =>
    `<div class=WordSection1><p class=MsoNormal><a name="${bookmark}"></a><span style='mso-bookmark:${bookmark}'>` +
    `<span lang=EN-GB style='font-size:10.0pt;font-family:"Aptos",sans-serif'>Anna Berg<o:p></o:p></span></span></p></div>`;
  const quotedPrintable = (html: string) => html.replaceAll('=', '=3D').replace(/.{75}/g, '$&=\r\n');

  it.each([
    ['web and new Outlook, a reply', sent.replaceAll(`"${marker}"`, `"x_${marker}"`)],
    ['web and new Outlook, a reply to a reply', sent.replaceAll(`"${marker}"`, `"x_x_x_${marker}"`)],
    ['web, which takes names and leaves ids', sent.replace(/<a name="[^"]*"><\/a>/, '')],
    ['a client that takes ids and leaves names', sent.replace(/ id="[^"]*"/, '')],
    ['classic Outlook: Word', word(marker)],
    ['Word, a reply whose bookmark was there already', word(marker).replace(`name="${marker}"`, `name="_${marker}"`)],
    ['mobile, without quotes', sent.replaceAll(/"/g, '').replaceAll('<span>', '<span class=x>')],
    [
      'Gmail, which quotes',
      `<blockquote class="gmail_quote">${sent.replaceAll(`"${marker}"`, `"m_-12${marker}"`)}</blockquote>`,
    ],
  ])('the marker is still found: %s', (_client, html) => {
    expect(findMarkers('secret', 'contoso', html).slice(0, 1)).toEqual(only);
  });

  it('the marker is found in a part as it is sent, with lines that end anywhere', () => {
    const part = quotedPrintable(sent);
    expect(findMarkers('secret', 'contoso', part.replaceAll('=\r\n', '')).slice(0, 1)).toEqual(only);
  });
});
