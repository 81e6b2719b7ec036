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
const compiled = new Map(starters.map((starter) => [starter.id, compileTemplate(starter.source)]));

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

describe.each(cases)('%s for %s', (starter, name) => {
  const person = people[name] ?? buildPerson({});
  const { html, text, warnings } = render(starter, person);

  it.each([
    ['html', html],
    ['text', text],
  ])('is the golden file (%s)', (ending, actual) => {
    const file = join(goldenFolder, `${starter}-${name}.${ending}.golden`);
    if (process.env.UPDATE_GOLDEN === '1' || !existsSync(file)) {
      expect(process.env.CI).toBeUndefined();
      mkdirSync(goldenFolder, { recursive: true });
      writeFileSync(file, `${actual}\n`);
    }
    expect(`${actual}\n`).toBe(readFileSync(file, 'utf8'));
  });

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

describe('no value of a person writes an element, an attribute or a link', () => {
  const fragments = [
    '<b>',
    '</td>',
    '"',
    "'",
    '`',
    '=',
    '&',
    '&lt;',
    '{{x}}',
    '{{{',
    '}}',
    '\\',
    'javascript:',
    'https://',
    '@',
    '.',
    ' ',
    '\0',
    '\u202e',
    '\n',
    'a',
    '1',
    '+49',
    '30901820',
    ' onclick=',
    '<!--',
    ']]>',
    '😀',
    '\ud800',
    '%00',
    '?bcc=',
    '#',
  ];
  const allowed = /^(tel:[+\d;=ext]+|mailto:[^\s"'<>?&]+@[^\s"'<>?&]+|https?:\/\/[^\s"'<>`]+)$/;

  /** A small generator of its own, so that a failure repeats. */
  function randomness(seed: number): () => number {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  function poisonedPerson(random: () => number): Person {
    const value = () =>
      Array.from({ length: Math.floor(random() * 8) }, () => fragments[Math.floor(random() * fragments.length)]).join(
        '',
      );
    return buildPerson(Object.fromEntries(Object.keys(full).map((field) => [field, value()])));
  }

  it.each(starters.map(({ id }) => id))('%s', (starter) => {
    const template = starters.find(({ id }) => id === starter)?.source.html ?? '';
    const shapes = new Set<string>();
    const shapesOf = (html: string) =>
      tokenise(html).flatMap((token) => {
        if (token.kind !== 'open') return token.kind === 'close' ? [`/${token.name}`] : [];
        return [
          `${token.name} ${[...token.attributes].map(([name, value]) => (name === 'href' ? name : `${name}=${value}`)).join(' ')}`,
        ];
      });
    const { businessPhone: _, ...withoutPhone } = full;
    const unlinked = { ...full, businessPhone: 'x', mobilePhone: 'x', website: '', mail: '' };
    for (const fields of [full, withoutPhone, unlinked])
      for (const shape of shapesOf(render(starter, buildPerson(fields)).html)) shapes.add(shape);
    expect(template).not.toBe('');
    const random = randomness(20_261_122);
    for (let round = 0; round < 1_000; round += 1) {
      const { html } = render(starter, poisonedPerson(random));
      expect(shapesOf(html).filter((shape) => !shapes.has(shape))).toEqual([]);
      for (const token of tokenise(html)) {
        if (token.kind === 'text') expect(token.text).not.toMatch(/[<>\0\u202e\ud800]/);
        if (token.kind === 'open' && token.attributes.has('href'))
          expect(token.attributes.get('href')?.replaceAll('&#x3D;', '=')).toMatch(allowed);
      }
    }
  });
});
