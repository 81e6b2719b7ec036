import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { PersonFields } from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import { compileTemplate } from './compile-template.ts';
import { tokenise } from './html-tokens.ts';
import { renderSignature } from './render-signature.ts';
import { readStarters } from './starters.ts';
import { templateFields } from './template-fields.ts';
import { buildPerson } from './testing.ts';

const goldenFolder = join('server', 'signatures', 'golden');
const starters = await readStarters('templates');
const addresses = { baseUrl: 'https://signet.contoso.com/images', key: 'key' };
const compiled = new Map(
  starters.map(({ id, source, meta }) => [id, compileTemplate(source, { ...addresses, images: meta.images })]),
);

const full: PersonFields = JSON.parse(readFileSync('templates/classic/sample.json', 'utf8')).fields;
const people: Record<string, Person> = {
  sample: buildPerson(full),
  sparse: buildPerson({ displayName: "Seán O'Brien", mail: 'sean@contoso.com', country: 'Ireland' }),
  nameless: buildPerson({}, { address: 'x4711@contoso.com' }),
  team: buildPerson(
    {
      displayName: 'Contoso Support',
      mail: 'support@contoso.com',
      companyName: 'Contoso Ltd',
      businessPhone: '020 7946 0958',
      country: 'UK',
    },
    { kind: 'sharedMailbox' },
  ),
  poisoned: buildPerson({
    displayName: '<script>alert(1)</script> {{x}} \u202egpj.exe\0',
    jobTitle: '" onmouseover="alert(1)',
    department: `'><img src=x onerror=alert(1)>`,
    companyName: '{{{constructor}}} &lt;b&gt;',
    streetAddress: '</td></table><h1>',
    businessPhone: 'javascript:alert(1)',
    mobilePhone: '+49 30 901820"><script>',
    mail: 'a"b@contoso.com',
    website: 'javascript:alert(1)',
  }),
  hebrew: buildPerson({
    displayName: 'יעל כהן',
    jobTitle: 'מנהלת רכש',
    companyName: 'קונטוסו בע"מ',
    city: 'תל אביב',
    country: 'Israel',
    businessPhone: '03-1234567',
    mail: 'yael@contoso.com',
    website: 'contoso.com',
  }),
  japanese: buildPerson({
    displayName: '山田 太郎 🎉',
    jobTitle: '購買部長',
    companyName: 'コントソ株式会社',
    city: '東京',
    postalCode: '100-0005',
    country: 'Japan',
    mobilePhone: '090-1234-5678',
    mail: 'taro@contoso.co.jp',
  }),
  endless: buildPerson(
    Object.fromEntries(Object.keys(full).map((field) => [field, `${field} ${'very '.repeat(2_000)}long`])),
  ),
};

function render(starter: string, person: Person) {
  const template = compiled.get(starter);
  if (template === undefined) throw new Error(`There is no starter ${starter}`);
  return renderSignature(template, templateFields(person, person.address ?? ''), {
    marker: `_sg1${'a'.repeat(36)}`,
    template: { id: starter, version: 1 },
    images: [],
  });
}

const cases = starters.flatMap(({ id }) => Object.keys(people).map((name) => [id, name] as const));

it.each(starters.map(({ id }) => id))('%s comes out as its golden file says', (starter) => {
  const parts = Object.entries(people).flatMap(([name, person]) => {
    const { html, text } = render(starter, person);
    return [`=== ${name}, HTML\n${html}`, `=== ${name}, text\n${text}`];
  });
  const actual = `${parts.join('\n\n')}\n`;
  const file = join(goldenFolder, `${starter}.golden`);
  if (process.env.UPDATE_GOLDEN === '1' || !existsSync(file)) {
    expect(process.env.CI).toBeUndefined();
    mkdirSync(goldenFolder, { recursive: true });
    writeFileSync(file, actual);
  }
  expect(actual).toBe(readFileSync(file, 'utf8'));
});

it('every starter has a sample, a picture of it, and images that are there', () => {
  expect(starters.map(({ id }) => id)).toEqual([
    'banner',
    'bilingual',
    'classic',
    'compact',
    'legal',
    'logo',
    'portrait',
    'team',
  ]);
  for (const { id, meta, files } of starters) {
    expect(JSON.parse(readFileSync(`templates/${id}/sample.json`, 'utf8')).fields.displayName).toBeTruthy();
    expect([...readFileSync(`templates/${id}/preview.png`).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(meta.images.every(({ file, dark }) => files.has(file) && (dark === undefined || files.has(dark)))).toBe(
      true,
    );
    expect(
      compiled
        .get(id)
        ?.fields.filter((field) => !['language', 'campaign'].includes(field))
        .sort(),
    ).toEqual(
      expect.arrayContaining(meta.fields.filter((field) => !/^(street|city|state|postal|country)/.test(field)).sort()),
    );
  }
});

describe.each(cases)('%s for %s', (starter, name) => {
  const person = people[name] ?? buildPerson({});
  const { html, text, warnings } = render(starter, person);

  it('is small, well formed, and without warnings', () => {
    expect(html.length).toBeLessThan(20_000);
    expect(warnings).toEqual([]);
    const open: string[] = [];
    for (const token of tokenise(html)) {
      if (token.kind === 'open' && !token.void) open.push(token.name);
      if (token.kind === 'close') expect(open.pop()).toBe(token.name);
      if (token.kind === 'text') expect(token.text).not.toMatch(/[<>]/);
    }
    expect(open).toEqual([]);
  });

  it('leaves no separators, empty links or empty rows behind', () => {
    expect(html).not.toMatch(/href=""|<span[^>]*><\/span>|<td[^>]*>[ \n]*(<span[^>]*>[ \n]*)?(<\/span>[ \n]*)?<\/td>/);
    for (const line of text.split('\n')) expect(line).not.toMatch(/^[\s·,|]|[\s·,|]$|· ·/);
    expect(text).not.toMatch(/\n\n\n|^\n|\n$|undefined|null/);
  });
});
