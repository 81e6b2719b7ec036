import type { PersonFields, RecognisedField } from '../../../contract/index.ts';
import { type HtmlToken, serialise, tokenise } from '../html-tokens.ts';
import { telephoneLink } from '../phone.ts';

/** What to look for: a text, or a pattern whose match is the value. */
interface Clue {
  field: string;
  expression: string;
  pattern: RegExp;
  sure: boolean;
}

// Everything is bounded, so that looking for it takes time that grows with the text alone.
const mailPattern = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/;
/** A text of a signature that is longer is a disclaimer, and names nobody. */
const longestText = 2_000;
const sitePattern = /(?:https?:\/\/)?www\.[\w-]+(?:\.[\w-]+)+(?:\/[\w./-]*)?/i;
const number = String.raw`\+?\(?\d[\d\s()./\u00a0-]{5,20}\d`;
const labelled = (labels: string) => new RegExp(String.raw`(?<=\b(?:${labels})[\s.:|\u00a0-]{0,10})${number}`, 'i');

/**
 * Finds the values of a person in a signature: by the values of the person it belongs to, where that is known, else by what they look
 * like. `accept` names the fields to put in; absent: all that were found.
 */
export function recogniseFields(
  html: string,
  person: PersonFields | undefined,
  accept?: string[],
): { html: string; fields: RecognisedField[] } {
  const clues = [...(person ? cluesOf(person) : []), ...patterns(html, person)];
  const found = new Map<string, RecognisedField>();
  const note = (clue: Clue, text: string): string | undefined => {
    const known = found.get(clue.field) ?? {
      field: clue.field,
      expression: clue.expression,
      found: text.trim(),
      times: 0,
      sure: clue.sure,
    };
    found.set(clue.field, { ...known, times: known.times + 1 });
    return accept === undefined || accept.includes(clue.field) ? clue.expression : undefined;
  };
  const tokens = tokenise(html).map((token) => {
    if (token.kind === 'text') {
      // What is a function already stays.
      const parts = token.text
        .split(/(\{\{[^}]*\}\})/)
        .map((part, at) => (at % 2 || part.length > longestText ? part : replaced(part, clues, note)));
      return { ...token, text: parts.join('') };
    }
    return token.kind === 'open' && token.name === 'a' ? linked(token, clues, accept) : token;
  });
  return { html: serialise(tokens), fields: [...found.values()] };
}

function cluesOf(person: PersonFields): Clue[] {
  const exact = (field: keyof PersonFields, name: string = field, expression = name): Clue[] => {
    const value = person[field]?.trim() ?? '';
    if (value.length < 2) return [];
    return [
      {
        field: name,
        expression: `{{${expression}}}`,
        pattern: new RegExp(`(?<![\\p{L}\\p{N}])${spaced(value)}(?![\\p{L}\\p{N}])`, 'iu'),
        sure: true,
      },
    ];
  };
  const dialled = (field: 'businessPhone' | 'mobilePhone' | 'faxNumber'): Clue[] => {
    const digits = (person[field] ?? '').replace(/\D/g, '').replace(/^0+/, '');
    if (digits.length < 5) return [];
    const national = digits.slice(-Math.min(digits.length, 8));
    const pattern = new RegExp(
      `\\+?\\(?\\d[\\d\\s()./\\u00a0-]{0,24}${[...national].slice(-6).join('[\\s()./\\u00a0-]*')}(?!\\d)`,
    );
    return [{ field, expression: `{{phone ${field}}}`, pattern, sure: true }];
  };
  return [
    ...exact('mail', 'senderMail'),
    ...exact('displayName', 'name'),
    ...exact('jobTitle'),
    ...exact('department'),
    ...exact('companyName'),
    ...exact('streetAddress'),
    ...exact('postalCode'),
    ...exact('city'),
    ...exact('country'),
    ...dialled('mobilePhone'),
    ...dialled('businessPhone'),
    ...dialled('faxNumber'),
  ];
}

/** What looks like a value; of the name and title only where the address gives them away. */
function patterns(html: string, person: PersonFields | undefined): Clue[] {
  const clue = (field: string, expression: string, pattern: RegExp): Clue => ({
    field,
    expression: `{{${expression}}}`,
    pattern,
    sure: false,
  });
  const has = (field: keyof PersonFields) => Boolean(person?.[field]);
  const texts = tokenise(html).flatMap((token) =>
    token.kind === 'text' && token.text.trim() !== '' ? [token.text.trim()] : [],
  );
  const names = (mailPattern.exec(texts.join('\n'))?.[0].replace(/@.*/, '') ?? '')
    .split(/[._-]+/)
    .filter((part) => part.length > 1);
  const nameAt =
    names.length > 1
      ? texts.findIndex((text) => names.every((part) => plain(text).includes(plain(part))) && !text.includes('@'))
      : -1;
  const title = texts[nameAt + 1] ?? '';
  const named =
    nameAt >= 0 && !has('displayName') ? [clue('name', 'name', new RegExp(spaced(texts[nameAt] ?? ''), 'u'))] : [];
  const titled =
    nameAt >= 0 && !has('jobTitle') && /^[\p{L} ,&/.()-]{3,80}$/u.test(title)
      ? [clue('jobTitle', 'jobTitle', new RegExp(spaced(title), 'u'))]
      : [];
  return [
    clue('senderMail', 'senderMail', mailPattern),
    ...named,
    ...titled,
    clue('mobilePhone', 'phone mobilePhone', labelled('m|mob|mobile|mobil|cell|handy|portable|gsm')),
    clue('faxNumber', 'phone faxNumber', labelled('f|fax|telefax')),
    clue('businessPhone', 'phone businessPhone', new RegExp(`(?<![\\d+])${number}`)),
    ...(has('website') ? [] : [clue('website', 'site website', sitePattern)]),
  ];
}

/** Each clue once per text, the surest and longest first; what was put in is not looked at again. */
function replaced(text: string, clues: Clue[], note: (clue: Clue, text: string) => string | undefined): string {
  for (const clue of clues) {
    const match = clue.pattern.exec(text);
    if (match === null || match[0].trim() === '') continue;
    const put = note(clue, match[0]);
    const [before, after] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
    return replaced(before, clues, note) + (put ?? match[0]) + replaced(after, clues, note);
  }
  return text;
}

/** A link to a value leads to the value. */
function linked(token: HtmlToken & { kind: 'open' }, clues: Clue[], accept: string[] | undefined): HtmlToken {
  const href = (token.attributes.get('href') ?? '').replaceAll('&amp;', '&');
  const attributes = new Map(token.attributes);
  const put = (field: string, expression: string) => {
    if (accept === undefined || accept.includes(field)) attributes.set('href', expression);
  };
  if (/^mailto:/i.test(href) && !href.includes('?')) put('senderMail', '{{mailto senderMail}}');
  if (/^tel:/i.test(href)) {
    const dialled = telephoneLink(href.slice('tel:'.length), undefined).slice('tel:'.length) || href;
    const clue = clues.find(({ field, pattern }) => /Phone|fax/.test(field) && pattern.test(dialled));
    if (clue) put(clue.field, `{{tel ${clue.field}}}`);
  }
  return { ...token, attributes };
}

/** A value as a pattern: any white space where it has some. */
function spaced(value: string): string {
  return value
    .split(/\s+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll('&', '(?:&|&amp;)'))
    .join('[\\s\\u00a0]+');
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
