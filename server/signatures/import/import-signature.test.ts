import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { PersonFields } from '../../../contract/index.ts';
import { compileTemplate } from '../compile-template.ts';
import { templateFields } from '../template-fields.ts';
import { buildPerson, problemOf } from '../testing.ts';
import { importSignature } from './import-signature.ts';
import { readSignatureFiles } from './read-signature-files.ts';

/** A signature as Outlook for Windows writes it. */
const word = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!--
 /* Font Definitions */
 @font-face {font-family:"Cambria Math"; panose-1:2 4 5 3 5 4 6 3 2 4;}
 p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
 @page WordSection1 {size:612.0pt 792.0pt; margin:70.85pt;}
 div.WordSection1 {page:WordSection1;}
--></style></head>
<body lang=DE style='tab-interval:35.4pt'><div class=WordSection1>
<p class=MsoNormal><b><span style='color:#10808A;mso-fareast-language:DE'>J\xf6rg
M\xfcller<o:p></o:p></span></b></p>
<p class=MsoNormal><span lang=EN-US>Leiter Einkauf &amp; Logistik</span></p>
<p class=MsoNormal>Contoso GmbH {{evil}} {{{x}}}</p>
<p class=MsoNormal>Tel.: <a href="tel:+4930901820">+49 (30) 90 18 20</a> | Mobil: +49 151 23456789</p>
<p class=MsoNormal><a href="mailto:Joerg.Mueller@contoso.com">Joerg.Mueller@contoso.com</a>, <a href="https://www.contoso.com/">www.contoso.com</a></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="_x0000_i1025" style='width:90pt'><v:imagedata src="sig_files/image001.png"/></v:shape><![endif]--><![if !vml]><img width=120 height=40 src="sig_files/image001.png" alt="Logo Contoso GmbH" v:shapes="_x0000_i1025"><![endif]></p>
<p class=MsoNormal><img src="https://tracker.example/x.png"><img src="file:///C:/gone.png"><o:p>&nbsp;</o:p></p>
<script>alert(1)</script></div></body></html>`;

const joerg: PersonFields = {
  displayName: 'Jörg Müller',
  jobTitle: 'Leiter Einkauf & Logistik',
  companyName: 'Contoso GmbH',
  mail: 'joerg.mueller@contoso.com',
  businessPhone: '030 901820',
  mobilePhone: '+4915123456789',
  country: 'Germany',
};
const by = { kind: 'command', name: 'tests' } as const;
const page = Buffer.from(word, 'latin1');
const zipped = (files: Record<string, Uint8Array>) => Buffer.from(zipSync(files));

async function imported(bytes: Buffer, person?: PersonFields, accept?: string[]) {
  const taken: string[] = [];
  const add = async (_: string, { name }: { name: string }) => {
    taken.push(name);
    return {} as never;
  };
  const result = await importSignature(readSignatureFiles(bytes), { tenantId: 't', by, person, accept }, { add });
  return { ...result, html: result.source.html, taken };
}

describe('a signature that Outlook wrote', () => {
  const archive = zipped({
    'sig.htm': page,
    'sig_files/image001.png': strToU8('png'),
    'sig_files/themedata.thmx': strToU8('x'),
  });

  it('is cleaned, keeps its look, and nothing of it is a function', async () => {
    const { html } = await imported(archive, undefined, []);
    expect(html).not.toMatch(/mso|Mso|<o:|<v:|<!|xml|class=|script|@font|WordSection/);
    expect(html).toContain("font-family:'Calibri',sans-serif");
    expect(html).toContain('<b><span style="color:#10808A">Jörg Müller</span></b>');
    expect(html.match(/\{\{[^}]*\}\}/g)).toEqual([expect.stringContaining('image')]);
    expect(() => compileTemplate({ html })).not.toThrow();
  });

  it('takes its pictures into the library; strangers are neither fetched nor kept', async () => {
    const { html, images, taken, warnings } = await imported(archive, joerg);
    expect(taken).toEqual([expect.stringMatching(/^imported-image001-[0-9a-f]{8}$/)]);
    expect(images).toEqual(taken);
    expect(html).toContain(`{{image "${taken[0]}" width=120 alt="Logo Contoso GmbH"}}`);
    expect(warnings).toEqual([
      expect.stringContaining('tracker.example'),
      expect.stringContaining('did not come along'),
    ]);
  });

  it('becomes a template of its person’s fields', async () => {
    const { html, fields } = await imported(page, joerg);
    expect(fields.map(({ field, found, sure, times }) => [field, found, sure, times])).toEqual([
      ['name', 'Jörg Müller', true, 1],
      ['jobTitle', 'Leiter Einkauf &amp; Logistik', true, 1],
      ['companyName', 'Contoso GmbH', true, 1],
      ['businessPhone', '+49 (30) 90 18 20', true, 1],
      ['mobilePhone', '+49 151 23456789', true, 1],
      ['senderMail', 'Joerg.Mueller@contoso.com', true, 1],
      ['website', 'www.contoso.com', false, 1],
    ]);
    expect(html).toContain(
      '<a href="{{tel businessPhone}}">{{phone businessPhone}}</a> | Mobil: {{phone mobilePhone}}',
    );
    expect(html).toContain('<a href="{{mailto senderMail}}">{{senderMail}}</a>');
    const anna = templateFields(
      buildPerson({ displayName: 'Anna Berg', mail: 'anna@contoso.com', businessPhone: '+44 20 7946 0958' }),
      '',
    );
    const text = compileTemplate({ html }).text(anna);
    expect(text).toContain('Anna Berg');
    expect(text).toContain('+44 20 7946 0958');
    expect(text).not.toMatch(/Jörg|Mueller|901820/);
  });

  it('finds by their looks what it does not know', async () => {
    const { fields } = await imported(page);
    expect(fields.map(({ field, found, sure }) => [field, found, sure])).toEqual([
      ['businessPhone', '+49 (30) 90 18 20', false],
      ['mobilePhone', '+49 151 23456789', false],
      ['senderMail', 'Joerg.Mueller@contoso.com', false],
      ['website', 'www.contoso.com', false],
    ]);
    const anna = '<p>Anna Berg</p><p>Head of Sales</p><p>anna.berg@contoso.com</p><p>Fax: 030 1234567</p>';
    expect((await imported(Buffer.from(anna))).html).toBe(
      '<p>{{name}}</p><p>{{jobTitle}}</p><p>{{senderMail}}</p><p>Fax: {{phone faxNumber}}</p>\n',
    );
  });

  it('puts in only what is accepted, and still tells of the rest', async () => {
    const { html, fields } = await imported(page, joerg, ['name']);
    expect(html.match(/\{\{[^}]*\}\}/g)).toEqual(['{{name}}']);
    expect(fields).toHaveLength(7);
  });
});

describe('files', () => {
  const texts = '<p>Jörg – “ok”</p>';
  it.each<[string, Buffer]>([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${texts}`)],
    ['UTF-8 that says so', Buffer.from(`<meta charset="utf-8">${texts}`)],
    ['UTF-16', Buffer.from(`\ufeff${texts}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(texts, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${texts}`, 'utf16le').swap16()],
    ['Windows-1252 that says nothing', Buffer.from('<p>J\xf6rg \x96 \x93ok\x94</p>', 'latin1')],
    ['an unknown charset', Buffer.from('<meta charset=x-nowhere><p>J\xf6rg \x96 \x93ok\x94</p>', 'latin1')],
  ])('%s', async (_, bytes) => expect((await imported(bytes)).html.trim()).toBe(texts));

  it.each<[string, () => Buffer, string]>([
    ['a zip without a page', () => zipped({ 'a.png': strToU8('x') }), 'VALIDATION'],
    ['half a zip', () => zipped({ 'a.htm': strToU8(texts.repeat(50)) }).subarray(0, 60), 'VALIDATION'],
    ['a text', () => Buffer.from('Anna'), 'VALIDATION'],
    ['a large page', () => Buffer.from('<p>'.repeat(400_000)), 'TOO_LARGE'],
    ['a bomb', () => zipped({ 'a.htm': strToU8(texts), 'b.png': new Uint8Array(30 * 1024 * 1024) }), 'TOO_LARGE'],
    [
      'thousands of files',
      () => zipped(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}.png`, strToU8('x')]))),
      'TOO_LARGE',
    ],
  ])('%s is refused', (_, make, code) => {
    expect(problemOf(() => readSignatureFiles(make())).code).toBe(code);
  });

  it.each<[string, string]>([
    ['elements in elements', '<div>'.repeat(100_000)],
    ['comments without an end', `<p>${'<!--[if'.repeat(100_000)}`],
    ['styles without an end', `<p>${'<style'.repeat(100_000)}`],
    ['rules without an end', `<style>${'@page'.repeat(100_000)}</style><p>x</p>`],
    ['braces', `<p>${'{'.repeat(500_000)}</p>`],
    ['letters', `<p>${'a'.repeat(500_000)}</p>`],
    ['half telephone numbers', `<p>${'1'.repeat(59_000)}</p>`],
  ])('%s: takes no time, and is refused or text', async (_, html) => {
    const start = process.cpuUsage();
    const code = await imported(Buffer.from(html), joerg).then(
      () => 'taken',
      (error) => error.code,
    );
    const { user, system } = process.cpuUsage(start);
    expect(['taken', 'TOO_LARGE', 'VALIDATION']).toContain(code);
    expect((user + system) / 1_000_000).toBeLessThan(3);
  });

  it('a path of a zip is only a name', () => {
    const { pictures } = readSignatureFiles(zipped({ 'a.htm': strToU8(texts), '../../etc/A%20b.png': strToU8('x') }));
    expect([...pictures.keys()]).toEqual(['a b.png']);
  });

  it('a picture that the library refuses is left out, and the reason is told', async () => {
    const bytes = zipped({ 'a.htm': strToU8('<p>x<img src="b.png"></p>'), 'b.png': strToU8('x') });
    const refusing = { add: async () => readSignatureFiles(Buffer.from('x')) as never };
    const result = await importSignature(readSignatureFiles(bytes), { tenantId: 't', by }, refusing);
    expect(result.warnings).toEqual([expect.stringContaining('b.png is left out')]);
    expect(result.source.html).toBe('<p>x</p>\n');
  });
});
