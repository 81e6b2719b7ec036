import { describe, expect, it } from '@jest/globals';
import { allowedImage, allowedLink, link, mailLink, shownAddress } from './link.ts';

const poisonous = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>1</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.example',
  'https://contoso.com@evil.example/',
  'https://user:password@contoso.com',
  'https://localhost',
  'contoso',
  '',
];

describe('link', () => {
  it.each([
    ['https://www.contoso.com', 'https://www.contoso.com/'],
    ['www.contoso.com/berlin?x=1#y', 'https://www.contoso.com/berlin?x=1#y'],
    ['contoso.com:8443/a b', 'https://contoso.com:8443/a%20b'],
    ['http://contoso.com/"><script>', 'http://contoso.com/%22%3E%3Cscript%3E'],
    ["https://contoso.com/o'x`y\\z", 'https://contoso.com/o%27x%60y/z'],
    ['mailto:anna@contoso.com', 'mailto:anna@contoso.com'],
    ['tel:+4930901820', 'tel:+4930901820'],
  ])('makes %s safe to click', (value, expected) => {
    expect(link(value)).toBe(expected);
  });

  it.each(poisonous)('drops %j', (value) => {
    expect(link(value)).toBe('');
    expect(shownAddress(value)).toBe('');
  });
});

describe('mailLink', () => {
  it('keeps addresses and encodes their odd characters', () => {
    expect(mailLink('Anna.Berg+x@contoso.com')).toBe('mailto:Anna.Berg+x@contoso.com');
    expect(mailLink('a&b=c?d@contoso.com')).toBe('mailto:a%26b%3Dc%3Fd@contoso.com');
  });

  it.each([
    '',
    'anna',
    'a@b@c',
    'a b@contoso.com',
    '"x"@contoso.com',
    'a@contoso.com?bcc=evil@example.com',
    'a@b.com,c@d.com',
  ])('drops %j', (value) => {
    expect(mailLink(value)).toBe('');
  });
});

describe('the gates', () => {
  it('let only four schemes into href and two into src', () => {
    expect(['https://a.b/', 'http://a.b/', 'mailto:a@b', 'tel:+1'].map(allowedLink)).not.toContain('');
    expect(poisonous.slice(0, 8).map(allowedLink).filter(Boolean)).toEqual([]);
    expect(['https://a.b/c.png', 'cid:logo'].map(allowedImage)).not.toContain('');
    expect(['http://a.b/c.png', 'data:image/png;base64,AA', 'javascript:1'].map(allowedImage).filter(Boolean)).toEqual(
      [],
    );
  });
});

it('shows addresses as people write them', () => {
  expect(shownAddress('https://www.contoso.com/')).toBe('contoso.com');
  expect(shownAddress('contoso.com/berlin')).toBe('contoso.com/berlin');
});
