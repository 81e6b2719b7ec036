import Handlebars, { type HelperDelegate, type HelperOptions } from 'handlebars';
import { shownDate } from './date.ts';
import type { ImageAddresses } from './image-addresses.ts';
import { imageFunctions } from './image-functions.ts';
import { allowedImage, allowedLink, link, mailLink, shownAddress } from './link.ts';
import { phone, telephoneLink } from './phone.ts';
import { postalAddress } from './postal-address.ts';
import type { TemplateFields } from './template-fields.ts';
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

/** All functions in the shape Handlebars wants them. */
export function handlebarsFunctions(variant: 'html' | 'text', images: ImageAddresses): Record<string, HelperDelegate> {
  const delegates: Record<string, HelperDelegate> = { ...gates };
  for (const [name, one] of Object.entries(templateFunctions)) delegates[name] = delegate(one, variant, images);
  return delegates;
}

function delegate(one: TemplateFunction, variant: 'html' | 'text', images: ImageAddresses): HelperDelegate {
  return function (this: TemplateFields, ...values: unknown[]) {
    const { hash: named } = values.pop() as HelperOptions;
    const call = { values, named, fields: this, images };
    if (one.markup === undefined || (one.yields !== 'markup' && named.link !== true)) return one.run(call);
    if (variant === 'text') return one.run(call);
    return new Handlebars.SafeString(one.markup(call));
  };
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
