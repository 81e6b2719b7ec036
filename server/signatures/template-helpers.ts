import Handlebars, { type HelperDelegate, type HelperOptions } from 'handlebars';
import { allowedImage, allowedLink, link, mailLink, shownAddress } from './link.ts';
import { phone, telephoneLink } from './phone.ts';
import { postalAddress } from './postal-address.ts';
import type { TemplateFields } from './template-fields.ts';

/** A helper that templates may use. Only `yields: 'markup'` writes elements, out of values that it escapes itself. */
export interface TemplateHelper {
  yields: 'text' | 'markup' | 'test';
  /** Fewest and most parameters. */
  takes: [number, number];
  named?: string[];
  run(values: unknown[], named: Record<string, unknown>, fields: TemplateFields): string | boolean;
  /** What stands between lines: joined with a line break of the variant. */
  lines?(values: unknown[], fields: TemplateFields): string[];
}

const many = 20;

/** Every helper that a template may call, beside `if` and `unless`. */
export const templateHelpers: Readonly<Record<string, TemplateHelper>> = {
  phone: text([1, 1], ([number], named, fields) => phone(asText(number), countryOf(named, fields)), ['country']),
  tel: text([1, 1], ([number], named, fields) => telephoneLink(asText(number), countryOf(named, fields)), ['country']),
  link: text([1, 1], ([address]) => link(asText(address))),
  site: text([1, 1], ([address]) => shownAddress(asText(address))),
  mailto: text([1, 1], ([address]) => mailLink(asText(address))),
  upper: text([1, 1], ([value]) => asText(value).toUpperCase()),
  lower: text([1, 1], ([value]) => asText(value).toLowerCase()),
  title: text([1, 1], ([value]) => titleCase(asText(value))),
  join: text([1, many], (values, { sep }) => present(values).join(typeof sep === 'string' ? sep : ', '), ['sep']),
  address: text([0, 0], (_, { sep }, fields) => postalAddress(fields).join(typeof sep === 'string' ? sep : ', '), [
    'sep',
  ]),
  lines: markup([1, many], (values) => present(values)),
  addressLines: markup([0, 0], (_, fields) => postalAddress(fields)),
  any: test([1, many], (values) => values.some(Boolean)),
  all: test([1, many], (values) => values.every(Boolean)),
  not: test([1, 1], ([value]) => !value),
  eq: test([2, 2], ([one, other]) => asText(one) === asText(other)),
};

/** The gates that the compiler puts around a value in `href` and `src`; templates cannot name them. */
export const gates = {
  signetLink: (value: unknown) => allowedLink(asText(value)),
  signetImage: (value: unknown) => allowedImage(asText(value)),
  signetPart: (value: unknown) => encodeURIComponent(asText(value)).replaceAll('%40', '@'),
} as const;

/** All helpers in the shape Handlebars wants them. */
export function handlebarsHelpers(variant: 'html' | 'text'): Record<string, HelperDelegate> {
  const helpers: Record<string, HelperDelegate> = { ...gates };
  for (const [name, helper] of Object.entries(templateHelpers)) helpers[name] = delegate(helper, variant);
  return helpers;
}

function delegate(helper: TemplateHelper, variant: 'html' | 'text'): HelperDelegate {
  return function (this: TemplateFields, ...given: unknown[]) {
    const options = given.pop() as HelperOptions;
    if (!helper.lines) return helper.run(given, options.hash, this);
    const lines = helper.lines(given, this);
    if (variant === 'text') return lines.join('\n');
    return new Handlebars.SafeString(lines.map(Handlebars.escapeExpression).join('<br />'));
  };
}

function text(takes: [number, number], run: TemplateHelper['run'], named?: string[]): TemplateHelper {
  return { yields: 'text', takes, run, named };
}

function test(takes: [number, number], run: TemplateHelper['run']): TemplateHelper {
  return { yields: 'test', takes, run };
}

function markup(takes: [number, number], lines: NonNullable<TemplateHelper['lines']>): TemplateHelper {
  return { yields: 'markup', takes, lines, run: () => '' };
}

/** A parameter as text: fields and literals are; anything else is nothing. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function present(values: unknown[]): string[] {
  return values.map(asText).filter((value) => value !== '');
}

function countryOf(named: Record<string, unknown>, fields: TemplateFields): string | undefined {
  return typeof named.country === 'string' ? named.country : fields.countryCode;
}

function titleCase(value: string): string {
  return value
    .toLowerCase()
    .replace(/(^|[\s\-/('’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
