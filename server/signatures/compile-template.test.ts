import { describe, expect, it } from '@jest/globals';
import { compileTemplate } from './compile-template.ts';
import { mailHtml } from './mail-html.ts';
import { templateFields } from './template-fields.ts';
import { buildPerson, problemOf } from './testing.ts';

const anna = templateFields(
  buildPerson({ displayName: 'Anna Berg', mail: 'anna@contoso.com', website: 'contoso.com' }),
  '',
);

/** The HTML inside the marked wrapper. */
function rendered(html: string, fields = anna): string {
  const whole = compileTemplate({ html }).html(fields, 'M');
  expect(whole).toMatch(/^<div id="M">.*<\/div>$/s);
  return whole.slice('<div id="M">'.length, -'</div>'.length).replace('<a name="M"></a>', '');
}

describe('the pipeline', () => {
  it('inlines style sheets and drops them', () => {
    expect(rendered('<style>p { color: red } @media print { p { color: blue } }</style><p>{{name}}</p>')).toBe(
      '<p style="color:red">Anna Berg</p>',
    );
  });

  it('keeps only what mail programs show', () => {
    const html = `<script>alert(1)</script><svg><circle/></svg><form><input></form><iframe src="https://x.y"></iframe>
      <p onclick="x()" class="a" id="b" data-c="d" style="position:fixed;color:red;background:url(https://x.y/z.png)">{{name}}</p>
      <a href="javascript:x()">a</a><img src="data:image/png;base64,AA" alt=""><!-- {{name}} -->`;
    expect(rendered(html.replace('<!-- {{name}} -->', '')).replace(/\s*\n\s*/g, '')).toBe(
      '<p style="color:red">Anna Berg</p><a>a</a><img alt="" border="0" style="display:block" />',
    );
  });

  it('drops white space around lines, but not what keeps a cell open, in time that grows with its length', () => {
    expect(rendered('<p>a \t\r\n\n  <b>{{name}}</b>\n</p>')).toBe('<p>a\n<b>Anna Berg</b>\n</p>');
    expect(rendered('<table><tr><td>\n  &nbsp;\n</td></tr></table>')).toContain('>\n\u00a0\n</td>');
    const spaces = ' '.repeat(50_000);
    const start = performance.now();
    expect(mailHtml(`<p>a${spaces}b</p>`)).toBe(`<p>a${spaces}b</p>`);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('refuses an expression that would be lost, at its place', () => {
    for (const html of [
      '<!--\n{{name}}-->',
      '<p\n{{name}}>x</p>',
      '<p style="color:\n{{name}}">x</p>',
      '<p onclick="\n{{name}}">x</p>',
      '<style>\n{{name}}</style>',
      '<p>\n<{{name}}></p>',
    ]) {
      expect(problemOf(() => compileTemplate({ html }))).toMatchObject({
        code: 'TEMPLATE_INVALID',
        details: { line: 2 },
      });
    }
  });

  it('names the style sheet that cannot be read', () => {
    const html = `}}>'"><p>\n<style><xmp>{url(</svg>{x`;
    expect(problemOf(() => compileTemplate({ html }))).toMatchObject({
      code: 'TEMPLATE_INVALID',
      details: { line: 2 },
    });
  });

  it('gives tables, cells and images what Outlook needs', () => {
    const html = '<table style="width:300px;font-family:Arial"><tr><td style="color:red">{{name}}</td></tr></table>';
    expect(rendered(html)).toBe(
      '<table style="width:300px;font-family:Arial;border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt" border="0" cellpadding="0" cellspacing="0" role="presentation" width="300">' +
        '<tr><td style="color:red"><span style="font-family:Arial;color:red">Anna Berg</span></td></tr></table>',
    );
    expect(compileTemplate({ html: '<img src="https://x.y/z.png">' }).warnings).toEqual([
      'An image has no alt, width, height.',
    ]);
  });

  it('puts the anchor into the first cell that is always there', () => {
    const html =
      '<table>{{#if jobTitle}}<tr><td>{{jobTitle}}</td></tr>{{/if}}<tr><td><table><tr><td>{{name}}</td></tr></table></td></tr></table>';
    expect(compileTemplate({ html }).html(anna, 'M')).toContain('<td><a name="M"></a>Anna Berg</td>');
  });
});

describe('values are made harmless by where they stand', () => {
  const evil = templateFields(
    buildPerson({
      displayName: `"><img src=x onerror='1'>{{jobTitle}}{{{x}}}`,
      website: 'javascript:alert(1)',
      mail: 'a@b.c?bcc=x&y',
    }),
    '',
  );

  it('in text', () => {
    expect(rendered('<p>{{name}}</p>', evil)).toBe(
      '<p>&quot;&gt;&lt;img src&#x3D;x onerror&#x3D;&#x27;1&#x27;&gt;{{jobTitle}}{{{x}}}</p>',
    );
    expect(rendered('<p>{{lines name website}}</p>', evil)).toContain('{{{x}}}<br />javascript:alert(1)</p>');
  });

  it('in words of an attribute', () => {
    expect(rendered('<p title="{{name}}">x</p>', evil)).toMatch(/^<p title="&quot;&gt;&lt;img [^"<>]*">x<\/p>$/);
  });

  it('as a whole link, with and without a helper', () => {
    for (const value of [
      'website',
      '(link website)',
      'name',
      'link name',
      'mailto senderMail',
      'tel website',
      'join "java" "script:x" sep=""',
    ]) {
      expect(rendered(`<a href="{{${value.replace(/^\((.*)\)$/, '$1')}}}">x</a>`, evil)).toBe('<a href="">x</a>');
    }
    expect(rendered('<a href="{{link website}}">x</a>')).toBe('<a href="https://contoso.com/">x</a>');
  });

  it('as a part of a link', () => {
    expect(rendered('<a href="https://x.y/?q={{name}}&amp;z=1">x</a>', evil)).toMatch(
      /^<a href="https:\/\/x\.y\/\?q=[\w%.()!*~&#;-]*&amp;z=1">x<\/a>$/,
    );
    expect(rendered('<a href="mailto:x@y.z?subject={{website}}">x</a>', evil)).toContain(
      'subject=javascript%3Aalert(1)"',
    );
  });

  it('as an image', () => {
    expect(rendered('<img src="{{website}}" alt="{{name}}" width="1" height="1">')).toContain('src=""');
  });

  it.each([
    ['a host', '<a href="https://{{website}}/">x</a>'],
    ['a scheme', '<a href="{{#if name}}https{{/if}}://x.y/">x</a>'],
    ['digits to dial', '<a href="tel:{{businessPhone}}">x</a>'],
    ['the middle of nothing', '<a href="x{{name}}">x</a>'],
    ['a width', '<td width="{{name}}">x</td>'],
    ['a class', '<p class="{{name}}">x</p>'],
    ['a table without a cell', '<table>{{name}}<tr><td>x</td></tr></table>'],
  ])('never as %s', (_, html) => {
    expect(problemOf(() => compileTemplate({ html: `<table><tr>${html}</tr></table>` })).code).toBe('TEMPLATE_INVALID');
  });

  it.each([
    '{{#if name}}<b>{{/if}}x</b>',
    '<b>{{#if name}}x</b>{{else}}y</b>{{/if}}',
    '<p title="{{#if name}}">{{/if}}x</p>',
    '<a href="https://x.y/{{#if name}}" title="{{/if}}z">x</a>',
    '{{#if name}}<p>{{else}}<div>{{/if}}x</p></div>',
  ])('refuses a block that begins in one element and ends in another: %s', (html) => {
    expect(problemOf(() => compileTemplate({ html })).message).toContain('same element');
  });

  it.each(['&#123;&#123;constructor}}', '&#123;{{name}}&#125;', '{&#123;{name}}', '&#92;{{name}}', '{ {{name}} }'])(
    'braces in the HTML itself stay text: %s',
    (html) => {
      expect(rendered(`<p>${html}</p>`)).not.toContain('[object');
      expect(rendered(`<p>${html}</p>`).replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(code))).toMatch(
        /^<p>[{\\ ]*(constructor|Anna Berg|name)[} ]*<\/p>$/,
      );
    },
  );
});

describe('the text variant', () => {
  it('is the authored one, unescaped and tidy', () => {
    const text = '{{name}}  \n\n\n\n{{#if jobTitle}}\n{{jobTitle}}\n{{/if}}\n{{site website}}\n';
    expect(compileTemplate({ html: 'x', text }).text({ ...anna, name: "O'Brien & <Söhne>" })).toBe(
      "O'Brien & <Söhne>\n\ncontoso.com",
    );
  });

  it('is made from the HTML where there is none', () => {
    const html = `<style>td { color: red }</style><table><tr><td><b>{{name}}</b></td></tr>{{#if jobTitle}}<tr><td>{{jobTitle}}</td></tr>{{/if}}
      <tr><td>T&nbsp; <a href="{{tel businessPhone}}">{{phone businessPhone}}</a> <img src="https://x.y/z.png" alt="Logo"></td></tr>
      <tr><td><a href="https://contoso.com/book">Book a meeting</a></td></tr></table>`;
    const fields = templateFields(buildPerson({ displayName: 'A & B', businessPhone: '+4930901820' }), '');
    expect(compileTemplate({ html }).text(fields)).toBe(
      'A & B\nT +49 30 901820\nBook a meeting (https://contoso.com/book)',
    );
  });
});
