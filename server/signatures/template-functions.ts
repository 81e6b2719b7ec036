import Handlebars from 'handlebars';
import { shownDate } from './date.ts';
import { imageFunctions } from './image-functions.ts';
import { allowedImage, allowedLink, link, mailLink, shownAddress } from './link.ts';
import { phone, telephoneLink } from './phone.ts';
import { postalAddress } from './postal-address.ts';
import type { Place } from './template.ts';
import {
  asText,
  type Call,
  clickable,
  markup,
  present,
  type TemplateFunction,
  test,
  text,
} from './template-function.ts';
import { translated } from './translations.ts';

export type Variant = Place['variant'];

const many = 20;

/** Every function that a template may call, beside `if` and `unless`. */
export const templateFunctions: Readonly<Record<string, TemplateFunction>> = {
  phone: clickable(
    [1, 1],
    (call) => phone(asText(call.values[0]), countryOf(call)),
    (call) => telephoneLink(asText(call.values[0]), countryOf(call)),
    ['country'],
  ),
  tel: text([1, 1], (call) => telephoneLink(asText(call.values[0]), countryOf(call)), ['country']),
  link: text([1, 1], ({ values }) => link(asText(values[0]))),
  site: clickable(
    [1, 1],
    ({ values }) => shownAddress(asText(values[0])),
    ({ values }) => link(asText(values[0])),
  ),
  mailto: text([1, 1], ({ values }) => mailLink(asText(values[0]))),
  mail: clickable(
    [1, 1],
    ({ values }) => asText(values[0]),
    ({ values }) => mailLink(asText(values[0])),
  ),
  upper: text([1, 1], ({ values, fields }) => asText(values[0]).toLocaleUpperCase(fields.language)),
  lower: text([1, 1], ({ values, fields }) => asText(values[0]).toLocaleLowerCase(fields.language)),
  title: text([1, 1], ({ values }) => titleCase(asText(values[0]))),
  date: text(
    [1, 1],
    ({ values, named, fields }) => shownDate(asText(values[0]), asText(named.style), fields.language),
    ['style'],
  ),
  t: text([0, 1], ({ values, named, fields }) => translated(asText(values[0]), named, fields.language), 'languages'),
  join: text([1, many], ({ values, named }) => present(values).join(separatorOf(named)), ['sep']),
  address: text([0, 0], ({ named, fields }) => postalAddress(fields).join(separatorOf(named)), ['sep']),
  lines: lines([1, many], ({ values }) => present(values)),
  addressLines: lines([0, 0], ({ fields }) => postalAddress(fields)),
  any: test([1, many], ({ values }) => values.some(Boolean)),
  all: test([1, many], ({ values }) => values.every(Boolean)),
  not: test([1, 1], ({ values }) => !values[0]),
  eq: test([2, 2], ({ values }) => asText(values[0]) === asText(values[1])),
  ...imageFunctions,
};

/** The gates that the compiler puts around a value in `href` and `src`; templates cannot name them. */
export const gates = {
  signetLink: (value: unknown) => allowedLink(asText(value)),
  signetImage: (value: unknown) => allowedImage(asText(value)),
  signetPart: (value: unknown) => encodeURIComponent(asText(value)).replaceAll('%40', '@'),
} as const;

/** A function as a program calls it, and whether what it gives is written as it is. */
export interface ProgramFunction {
  raw: boolean;
  run(call: Call): string | boolean;
}

/** The function or gate of this name as one variant has it; `linked`: called with `link=true`. */
export function functionIn(variant: Variant, name: string, linked: boolean): ProgramFunction {
  const gate = Object.hasOwn(gates, name) ? gates[name as keyof typeof gates] : undefined;
  if (gate) return { raw: false, run: ({ values }) => gate(values[0]) };
  const one = Object.hasOwn(templateFunctions, name) ? templateFunctions[name] : undefined;
  if (one === undefined) throw new RangeError(`There is no function ${name}`);
  const { run, markup: elements, yields } = one;
  const writesElements = variant === 'html' && elements !== undefined && (yields === 'markup' || linked);
  return writesElements ? { raw: true, run: elements } : { raw: false, run };
}

/** Lines under each other; with `sep` in one line. */
function lines(takes: [number, number], linesOf: (call: Call) => string[]): TemplateFunction {
  const joined = (call: Call, parts: string[], lineBreak: string) =>
    parts.join(typeof call.named.sep === 'string' ? Handlebars.escapeExpression(call.named.sep) : lineBreak);
  return markup({
    takes,
    named: ['sep'],
    html: (call) => joined(call, linesOf(call).map(Handlebars.escapeExpression), '<br />'),
    text: (call) => linesOf(call).join(typeof call.named.sep === 'string' ? call.named.sep : '\n'),
  });
}

function separatorOf({ sep }: Call['named']): string {
  return typeof sep === 'string' ? sep : ', ';
}

function countryOf({ named, fields }: Call): string | undefined {
  return typeof named.country === 'string' ? named.country : fields.countryCode;
}

function titleCase(value: string): string {
  return value
    .toLowerCase()
    .replace(/(^|[\s\-/('’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
