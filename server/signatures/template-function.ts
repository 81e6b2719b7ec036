import Handlebars from 'handlebars';
import type { ImageAddresses } from './image-addresses.ts';
import { allowedLink } from './link.ts';
import type { TemplateFields } from './template-fields.ts';

/** One use of a function while a signature is rendered. */
export interface Call {
  values: unknown[];
  named: Record<string, unknown>;
  fields: TemplateFields;
  images: ImageAddresses;
}

/** A function that templates may call. Only `markup` writes elements, out of values that it escapes itself. */
export interface TemplateFunction {
  /** What comes out: words, elements, or an answer for `if`. Words with `link=true` are elements too. */
  yields: 'text' | 'markup' | 'test';
  /** Fewest and most values. */
  takes: [number, number];
  /** Settings by name; `languages`: any language code. */
  named: readonly string[] | 'languages';
  /** The first value must be written as a text: it names something of the template's, not of the person's. */
  literal?: boolean;
  /** Text or answer; of markup its text variant. */
  run(call: Call): string | boolean;
  markup?(call: Call): string;
}

/** A function that gives words. */
export function text(
  takes: [number, number],
  run: (call: Call) => string,
  named: TemplateFunction['named'] = [],
): TemplateFunction {
  return { yields: 'text', takes, run, named };
}

/** A function that answers a question. */
export function test(takes: [number, number], run: (call: Call) => boolean): TemplateFunction {
  return { yields: 'test', takes, run, named: [] };
}

/** A function that writes elements. */
export function markup(
  one: Pick<TemplateFunction, 'takes' | 'literal'> & {
    named?: readonly string[];
    html(call: Call): string;
    text(call: Call): string;
  },
): TemplateFunction {
  const { takes, named = [], literal } = one;
  return { yields: 'markup', takes, named, literal, run: one.text, markup: one.html };
}

/** Words that `link=true` makes clickable, in `color`: classic Outlook takes a link's colour only from inside it. */
export function clickable(
  takes: [number, number],
  run: (call: Call) => string,
  hrefOf: (call: Call) => string,
  named: readonly string[] = [],
): TemplateFunction {
  return {
    ...text(takes, run, [...named, 'link', 'color']),
    markup(call) {
      const words = Handlebars.escapeExpression(run(call));
      const href = allowedLink(hrefOf(call));
      return words === '' || href === '' ? words : anchor(href, words, colourOf(call.named.color));
    },
  };
}

/** A link around markup; `href` has been through the gate for links. */
export function anchor(href: string, inner: string, colour?: string): string {
  const start = `<a href="${Handlebars.escapeExpression(href)}" style="color:${colour ?? 'inherit'};text-decoration:none">`;
  return colour ? `${start}<span style="color:${colour}">${inner}</span></a>` : `${start}${inner}</a>`;
}

/** `#rgb` or `#rrggbb`, or nothing: whatever else somebody wrote has no place in a style. */
export function colourOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) ? value : undefined;
}

/** A number of pixels between the two; the usual one where none was given. */
export function pixels(value: unknown, usual: number, [least, most]: [number, number] = [8, 600]): number {
  const given = Number(typeof value === 'number' || typeof value === 'string' ? value : Number.NaN);
  return Number.isFinite(given) ? Math.round(Math.min(most, Math.max(least, given))) : usual;
}

/** A value as text: fields and literals are; anything else is nothing. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The values that are there. */
export function present(values: unknown[]): string[] {
  return values.map(asText).filter((value) => value !== '');
}
