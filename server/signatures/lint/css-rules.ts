import { shownElements, shownProperties } from '../mail-html.ts';
import type { ClientSupport } from './client-support.ts';
import { type Finding, findingAt } from './finding.ts';
import type { SourceParts } from './source-parts.ts';

/** What nobody misses where it isn't shown: corners are square, a line breaks elsewhere. */
const graceful = new Set([
  ...['border-radius', 'max-width', 'max-height', 'min-width', 'word-break', 'overflow-wrap', 'opacity', 'white-space'],
  ...['letter-spacing', 'outline', 'text-transform', 'display'],
]);

/** Elements that carry no more than themselves: leaving them out leaves their content. */
const unwrapped = new Set([
  'html',
  'head',
  'body',
  'style',
  'title',
  'meta',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'abbr',
]);

const silent = new Set(['style', 'meta', 'title', 'html', 'head', 'body']);

/** Styles and elements that some mail program does not show, and those that Signet takes out of every signature. */
export function checkSupport(
  source: string,
  { elements, declarations, atRules }: SourceParts,
  support: ClientSupport,
): Finding[] {
  const found: Finding[] = [];
  for (const { property, value, offset } of declarations) {
    const kept = shownProperties.has(property) || property.startsWith('mso-');
    if (!kept || /url\s*\(|expression|@/i.test(value)) {
      const message = `“${property}: ${value.slice(0, 40)}” is taken out: mail programs drop it, or it loads something.`;
      found.push(
        findingAt(source, offset, {
          rule: 'css-dropped',
          severity: 'warning',
          message,
          advice: 'Use tables, padding and colours; show pictures with {{image}}.',
        }),
      );
      continue;
    }
    const without = support.get(slugOf(property, value)) ?? [];
    if (without.length === 0) continue;
    const severity = graceful.has(property) ? 'notice' : 'warning';
    const message = `“${property}” is not shown by ${without.join(', ')}.`;
    const advice =
      severity === 'notice'
        ? 'The signature must look right without it.'
        : 'Find another way: tables with width, padding in cells, pictures.';
    found.push(findingAt(source, offset, { rule: 'css-support', severity, message, advice }));
  }
  for (const { name, offset } of atRules) {
    const message = `@${name} is taken out: signatures carry their styles inline.`;
    found.push(
      findingAt(source, offset, {
        rule: 'css-dropped',
        severity: 'warning',
        message,
        advice: 'Write the signature so that it fits narrow screens by itself.',
      }),
    );
  }
  for (const { name, offset } of elements) {
    if (shownElements.has(name) || silent.has(name)) continue;
    const message = `<${name}> is taken out${unwrapped.has(name) ? '; what stands in it stays' : ''}.`;
    found.push(
      findingAt(source, offset, {
        rule: 'element-dropped',
        severity: 'warning',
        message,
        advice: 'Use tables, paragraphs, spans and images.',
      }),
    );
  }
  return found;
}

function slugOf(property: string, value: string): string {
  if (property === 'display')
    return /flex|grid|none/.test(value) ? `css-display-${/flex|grid|none/.exec(value)?.[0]}` : 'css-display';
  return `css-${property.replace(/^(border|padding|margin)-.*(?<!radius|collapse|spacing)$/, '$1')}`;
}
