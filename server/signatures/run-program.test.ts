import { describe, expect, it } from '@jest/globals';
import Handlebars, { type HelperOptions } from 'handlebars';
import { imageAddresses, noImages } from './image-addresses.ts';
import { runnable } from './run-program.ts';
import type { TemplateFields } from './template-fields.ts';
import { functionIn, templateFunctions, type Variant } from './template-functions.ts';
import { readTemplate } from './template-language.ts';

const images = imageAddresses(noImages);

/** What Handlebars itself makes of a template with our helpers. */
function byHandlebars(source: string, variant: Variant, fields: TemplateFields): string {
  const engine = Handlebars.create();
  for (const name of Object.keys(templateFunctions)) {
    engine.registerHelper(name, function (this: TemplateFields, ...values: unknown[]) {
      const { hash: named } = values.pop() as HelperOptions;
      const { raw, run } = functionIn(variant, name, named.link === true);
      const written = run({ values, named, fields: this, images });
      return raw ? new Handlebars.SafeString(String(written)) : written;
    });
  }
  return engine.compile<TemplateFields>(source, { noEscape: variant === 'text' })(fields);
}

/** Random numbers that can be had again: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Writes a random template of the language: values, helpers in helpers, blocks in blocks, white space of every kind. */
function randomTemplate(random: () => number): string {
  const pick = <T>(...list: T[]) => list[Math.floor(random() * list.length)] as T;
  const field = () => pick('name', 'jobTitle', 'city', 'senderMail', 'businessPhone', 'website', 'country');
  const operand = (depth: number): string => {
    if (depth > 2 || random() < 0.6) return random() < 0.8 ? field() : pick('"a & b"', "'<i>'", '7', '0', '""');
    return `(${call(depth + 1)})`;
  };
  const call = (depth: number): string =>
    pick(
      () => `${pick('upper', 'lower', 'title', 'link', 'site', 'mailto', 'phone', 'tel', 'not')} ${operand(depth)}`,
      () => `join ${operand(depth)} ${operand(depth)} ${operand(depth)}${pick('', ' sep=" | "', ` sep=${field()}`)}`,
      () => `${pick('any', 'all')} ${operand(depth)} ${operand(depth)}`,
      () => `eq ${operand(depth)} ${operand(depth)}`,
      () => pick('address', 'address sep=" / "'),
    )();
  const value = () =>
    pick(
      () => field(),
      () =>
        pick(
          `upper ${field()}`,
          `join ${operand(1)} ${operand(1)}`,
          `lines ${operand(1)} ${operand(1)}`,
          'addressLines',
          `${pick('phone', 'mail', 'site')} ${field()} link=true color="#123456"`,
          `lines ${field()} ${field()} sep=" & "`,
        ),
    )();
  const space = () => pick('', ' ', '\n', '\n  ', 'x', '<b>&amp;</b>', '{{! note }}', '{{!-- a }} note --}}');
  const part = (depth: number): string => {
    if (depth > 3 || random() < 0.5)
      return `${space()}${pick(`{{${value()}}}`, `{{~${value()}}}`, `{{${value()}~}}`)}${space()}`;
    const otherwise =
      random() < 0.5 ? pick(`{{else}}${part(depth + 1)}`, `{{else if ${operand(1)}}}${part(depth + 1)}`) : '';
    const name = pick('if', 'unless');
    return `${space()}{{#${name} ${operand(0)}}}${part(depth + 1)}${otherwise}{{/${name}}}${space()}`;
  };
  return Array.from({ length: 1 + Math.floor(random() * 4) }, () => part(0)).join('');
}

const people: TemplateFields[] = [
  {
    name: 'Anna & Söhne',
    jobTitle: `"Head" of <b>`,
    city: 'Berlin',
    senderMail: 'anna@contoso.com',
    businessPhone: '030 901820',
    website: 'contoso.com',
    country: 'Germany',
    countryCode: 'DE',
  },
  { name: '{{name}}', senderMail: 'x', businessPhone: '12', website: 'javascript:alert(1)' },
  {},
];

describe('a program', () => {
  it.each<Variant>(['html', 'text'])('writes what Handlebars would write: %s', (variant) => {
    const seed = 20_261_122;
    const random = randomFrom(seed);
    for (let number = 0; number < 150; number += 1) {
      const source = randomTemplate(random);
      const write = runnable(readTemplate(source, variant).program, variant, images);
      for (const fields of people) {
        const expected = byHandlebars(source, variant, fields);
        if (write(fields, '') !== expected)
          expect({ seed, number, source, fields, written: write(fields, '') }).toEqual(expected);
      }
    }
  });

  it('is plain data', () => {
    const { program } = readTemplate(
      'a{{! x }}b {{#if (any name city)}}{{join name "x" sep=", "}}{{else}}{{city}}{{/if}}',
      'html',
    );
    expect(structuredClone(program)).toEqual(program);
    expect(program).toEqual([
      'ab ',
      {
        when: { call: 'any', values: [{ field: 'name' }, { field: 'city' }], named: {} },
        negated: false,
        body: [
          { write: { call: 'join', values: [{ field: 'name' }, { literal: 'x' }], named: { sep: { literal: ', ' } } } },
        ],
        otherwise: [{ write: { field: 'city' } }],
      },
    ]);
  });

  it('calls at most a thousand functions', () => {
    const source = `${'{{upper (lower (upper (lower name)))}}'.repeat(250)}{{upper name}}`;
    expect(() => readTemplate(source, 'html')).toThrow(/html.hbs, line 1, column 9501: There are more than 1000 calls/);
  });
});
