import { describe, expect, it } from '@jest/globals';
import type { PersonFields } from '../../contract/index.ts';
import { compileTemplate } from './compile-template.ts';
import { type ImageSource, openMadeImage } from './image-addresses.ts';
import { bannerFields, imageBanner } from './image-functions.ts';
import { templateFields } from './template-fields.ts';
import { buildPerson, problemOf } from './testing.ts';

const images: ImageSource = {
  baseUrl: 'https://x.y/images',
  key: 'key',
  images: [
    { name: 'logo', file: 'abc.png', width: 120, height: 40, alt: 'Contoso', dark: 'def.png' },
    { name: 'spring', file: 'fair.png', width: 600, height: 100, alt: 'Fair' },
  ],
};

const anna: PersonFields = {
  displayName: 'Anna Berg',
  givenName: 'Anna',
  surname: 'Berg',
  mail: 'anna@contoso.com',
  businessPhone: '030 901820',
  country: 'Germany',
  website: 'contoso.com',
  extensionAttribute1: 'anna.berg',
  extensionAttribute2: '2027-03-31',
};

function written(source: string, fields: PersonFields = anna, more: Record<string, string> = {}) {
  const compiled = compileTemplate({ html: `<p>${source}</p>` }, images);
  const all = { ...templateFields(buildPerson(fields), ''), ...more };
  const html = compiled.html(all, 'M').replace('<div id="M"><a name="M"></a><p>', '').replace('</p></div>', '');
  return { html, text: compiled.text(all) };
}

describe('functions that give words', () => {
  it.each([
    ['{{phone businessPhone}}', '+49 30 901820'],
    ['{{phone "020 7946 0958" country="GB"}}', '+44 20 7946 0958'],
    ['{{link website}}', 'https://contoso.com/'],
    ['{{site "https://www.contoso.com/berlin/"}}', 'contoso.com/berlin'],
    ['{{mailto senderMail}}', 'mailto:anna@contoso.com'],
    ['{{upper name}}', 'ANNA BERG'],
    ['{{lower name}}', 'anna berg'],
    ['{{title "ANNA O’BRIEN-BERG"}}', 'Anna O’Brien-Berg'],
    ['{{join name jobTitle "x" sep=" | "}}', 'Anna Berg | x'],
    ['{{date extensionAttribute2}}', '31. März 2027'],
    ['{{date "2027-03-31" style="year"}}', '2027'],
    ['{{date "next week"}}', 'next week'],
    ['{{t "phone"}}', 'Telefon'],
    ['{{t "phone" language="fr"}}', 'Téléphone'],
    ['{{t "Reception"}}', 'Reception'],
    ['{{t en="Sales" de="Vertrieb"}}', 'Vertrieb'],
    ['{{t en="Sales" fr="Ventes"}}', 'Sales'],
    ['{{#if (eq language "de")}}ja{{else}}no{{/if}}', 'ja'],
    ['{{#unless (any jobTitle department)}}none{{/unless}}', 'none'],
  ])('%s', (source, expected) => {
    expect(written(source).text).toBe(expected);
  });
});

describe('link=true', () => {
  it('makes words clickable, in their colour', () => {
    expect(written('{{phone businessPhone link=true color="#123456"}}').html).toBe(
      '<a href="tel:+4930901820" style="color:#123456;text-decoration:none"><span style="color:#123456">+49 30 901820</span></a>',
    );
    expect(written('{{site website link=true}}').html).toBe(
      '<a href="https://contoso.com/" style="color:inherit;text-decoration:none">contoso.com</a>',
    );
    expect(written('{{mail senderMail link=true}}').html).toContain('href="mailto:anna@contoso.com"');
    expect(written('{{mail senderMail link=true}}').text).toBe('anna@contoso.com');
  });

  it('leaves words that lead nowhere as words', () => {
    expect(written('{{phone "ask <Anna>" link=true}}').html).toBe('ask &lt;Anna&gt;');
    expect(written('{{site "javascript:alert(1)" link=true}}').html).toBe('');
  });

  it('takes no colour that is none', () => {
    expect(written('{{phone businessPhone link=true color="red;x:y"}}').html).not.toContain('red');
  });
});

describe('functions that show pictures', () => {
  it('image: with its size, its words, and for dark backgrounds', () => {
    expect(written('{{image "logo" width=60}}').html).toBe(
      '<picture><source srcset="https://x.y/images/def.png" media="(prefers-color-scheme: dark)" />' +
        '<img src="https://x.y/images/abc.png" width="60" height="20" alt="Contoso" border="0" style="display:block" /></picture>',
    );
    expect(written('{{image "spring" href=website alt="Hi"}}').html).toMatch(
      /^<a href="https:\/\/contoso\.com\/"[^>]*><img .*alt="Hi"/,
    );
    expect(written('{{image "gone"}}x').html).toBe('x');
    expect(written('{{image "logo"}}x').text).toBe('x');
  });

  it('banner: a named one, or the one of the campaign', () => {
    expect(written('{{banner "spring" href="https://x.y/fair"}}')).toMatchObject({
      html: expect.stringMatching(/^<a href="https:\/\/x\.y\/fair".*fair\.png.*max-width:100%/),
      text: 'Fair: https://x.y/fair',
    });
    const source = '{{#if campaign}}{{banner}}{{/if}}';
    expect(written(source).html).toBe('');
    const image = { kind: 'image', image: 'https://x.y/a.png', alt: 'A "fair"', width: 10, height: 10 } as const;
    const campaign = bannerFields({ name: 'Autumn', ...imageBanner({ ...image, link: 'https://x.y/fair' }) });
    expect(written(source, anna, campaign)).toEqual({
      html:
        '<a href="https://x.y/fair" style="color:inherit;text-decoration:none"><img src="https://x.y/a.png" width="10" height="10" ' +
        'alt="A &quot;fair&quot;" border="0" style="max-width:100%;height:auto;display:block" /></a>',
      text: 'A "fair": https://x.y/fair',
    });
    expect(imageBanner({ ...image, link: 'javascript:x()' }).html).not.toContain('javascript');
  });

  const madeBy = (html: string) => openMadeImage('key', /made\/([\w-]+)\.png/.exec(html)?.[1] ?? '');

  it('photo: the photo, else initials, else nothing', () => {
    expect(madeBy(written('{{photo size=64}}').html)).toEqual(['initials', 'AB', 64, true, '#10808a']);
    expect(written('{{photo fallback="none"}}').html).toBe('');
    const withPhoto = written('{{photo size=64 round=false}}', anna, { hasPhoto: 'tag' }).html;
    expect(madeBy(withPhoto)).toEqual(['photo', 'tenant:person', 'tag', 64, false, 'AB', '#10808a']);
    expect(withPhoto).toContain('width="64" height="64" alt="Anna Berg"');
  });

  it('qr: the person, or an address; nothing for an address that is none', () => {
    const card = madeBy(written('{{qr}}').html);
    expect(card?.[0]).toBe('qr');
    expect(card?.[1]).toBe(
      'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Berg;Anna;;;\r\nFN:Anna Berg\r\nTEL;TYPE=WORK,VOICE:+4930901820\r\n' +
        'EMAIL:anna@contoso.com\r\nURL:https://contoso.com/\r\nADR;TYPE=WORK:;;;;;;Germany\r\nEND:VCARD',
    );
    expect(madeBy(written('{{qr website size=80}}').html)).toEqual(['qr', 'https://contoso.com/', 80, '#000000']);
    expect(written('{{qr "javascript:x()"}}').html).toBe('');
  });

  it('social: a linked icon; a bare name is a profile', () => {
    const { html, text } = written('{{social "linkedin" extensionAttribute1}}{{social "xing" jobTitle}}');
    expect(html).toMatch(
      /^<a href="https:\/\/www\.linkedin\.com\/in\/anna\.berg"[^>]*><img [^>]*alt="LinkedIn"[^>]*><\/a>&nbsp;$/,
    );
    expect(text).toBe('LinkedIn: https://www.linkedin.com/in/anna.berg');
  });

  it('the address of a made image tells nobody anything, is always the same, and cannot be forged', () => {
    const [one, other] = [written('{{qr}}').html, written('{{qr}}').html];
    expect(one).toBe(other);
    expect(one).not.toContain('Anna');
    const token = /made\/([\w-]+)\.png/.exec(one)?.[1] ?? '';
    expect(openMadeImage('other key', token)).toBeNull();
    for (const at of [0, 20, 40, token.length - 1])
      expect(
        openMadeImage('key', token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)),
      ).toBeNull();
    expect(openMadeImage('key', '')).toBeNull();
  });
});

describe('elements stand in text only', () => {
  it.each([
    '<a title="{{image "logo"}}">x</a>'.replaceAll('"logo"', "'logo'"),
    "<a href='{{photo}}'>x</a>",
    "<img alt='{{phone businessPhone link=true}}'>",
    '{{#if (photo)}}x{{/if}}',
    '{{join (phone businessPhone link=true)}}',
    '{{image name}}',
    '{{social "myspace" website}}',
    '{{photo round=name.x}}',
  ])('%s', (html) => {
    expect(problemOf(() => compileTemplate({ html })).code).toBe('TEMPLATE_INVALID');
  });
});
