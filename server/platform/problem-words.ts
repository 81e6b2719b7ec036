import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What a kind of value is called in a sentence. */
const kinds: Record<string, string> = {
  ...{ string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list' },
  ...{ object: 'an object', record: 'an object', date: 'a date', null: 'null', undefined: 'left out' },
};
/** What a text has to look like, where a schema says no more than that. */
const formats: Record<string, string> = {
  ...{ email: 'an e-mail address like anna@example.com', url: 'a URL', uuid: 'a GUID', guid: 'a GUID' },
  ...{ datetime: 'a moment like 2027-01-31T09:00:00Z', date: 'a date like 2027-01-31', time: 'a time like 09:00' },
};
const mostListed = 20;

/**
 * What is wrong with a value, as the second half of a sentence that begins with its name: `limit: must be at most 200`. Schemas that say
 * it better themselves go before; undefined leaves it to zod.
 */
export function problemInWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values.map(String))}`;
    case 'too_big':
    case 'too_small':
      return boundInWords(issue);
    case 'invalid_format':
      return formats[issue.format] ? `must be ${formats[issue.format]}` : 'is not written as it should be';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has nothing called ${issue.keys.join(', ')}`;
    case 'invalid_key':
      return 'has a name that is not known here';
    case 'invalid_union':
      return unionInWords(issue);
    default:
      return undefined;
  }
}

function oneOf(values: string[]): string {
  if (values.length === 1) return values[0] ?? '';
  const more = values.length > mostListed ? ', …' : '';
  return `one of ${values.slice(0, mostListed).join(', ')}${more}`;
}

function boundInWords(issue: Issue & { code: 'too_big' | 'too_small' }): string {
  const [most, bound] = issue.code === 'too_big' ? [true, issue.maximum] : [false, issue.minimum];
  const least = `${most ? 'at most' : 'at least'} ${bound}`;
  if (issue.origin === 'string')
    return !most && bound === 1 ? 'must not be empty' : `must have ${least} character${bound === 1 ? '' : 's'}`;
  if (issue.origin === 'array' || issue.origin === 'set')
    return !most && bound === 1 ? 'must not be empty' : `must have ${least} entr${bound === 1 ? 'y' : 'ies'}`;
  return issue.inclusive === false ? `must be ${most ? 'below' : 'above'} ${bound}` : `must be ${least}`;
}

/** One of several shapes: what is wrong with the one that comes nearest, where that is clear; else all of them. */
function unionInWords({ errors, options }: Issue & { code: 'invalid_union' }): string {
  if (Array.isArray(options) && options.length > 0) return `must be ${oneOf(options.map(String))}`;
  const told = errors.map((issues) =>
    issues.map(({ path, message }) => `${path.length > 0 ? `${path.join('.')} ` : ''}${message}`).join(', '),
  );
  const all = [...new Set(told.filter(Boolean))];
  return all.length > 0 ? all.slice(0, 4).join('; or ') : 'is none of what it may be';
}
