import { type HtmlToken, stylesOf, tokenise } from '../html-tokens.ts';
import { contrast } from '../images/contrast.ts';
import { type Finding, findingAt } from './finding.ts';

/** What is asked of text on white (WCAG 2.2, level AA; large text needs less), and on the dark background of mail programs. */
const [onWhite, largeOnWhite, onDark] = [4.5, 3, 3];
const dark = '#1f1f1f';
const names: Record<string, string> = {
  ...{ white: '#ffffff', black: '#000000', red: '#ff0000', green: '#008000', blue: '#0000ff', gray: '#808080' },
  ...{ grey: '#808080', silver: '#c0c0c0', navy: '#000080', teal: '#008080', orange: '#ffa500', yellow: '#ffff00' },
};

interface Look {
  colour?: string;
  background?: string;
  large: boolean;
}

/** Text that is hard to read on white, or on dark backgrounds, in a rendered signature. Text without a colour of its own adapts. */
export function checkContrast(source: string, html: string): Finding[] {
  const found = new Map<string, Finding>();
  const open: Look[] = [{ large: false }];
  for (const token of tokenise(html)) {
    const above = open.at(-1) ?? { large: false };
    if (token.kind === 'open' && !token.void) open.push(lookOf(token, above));
    if (token.kind === 'close' && open.length > 1) open.pop();
    if (token.kind === 'text' && /[^\s\u00a0&;]/.test(token.text))
      for (const finding of judge(source, token.text, above)) found.set(finding.message, finding);
  }
  return [...found.values()];
}

function lookOf(token: HtmlToken & { kind: 'open' }, above: Look): Look {
  const styles = stylesOf(token);
  const size = Number(/^([\d.]+)px$/.exec(styles.get('font-size') ?? '')?.[1] ?? 0);
  const bold = /bold|[6-9]00/.test(styles.get('font-weight') ?? '');
  return {
    colour: colourOf(styles.get('color') ?? token.attributes.get('color')) ?? above.colour,
    background:
      colourOf(styles.get('background-color') ?? styles.get('background') ?? token.attributes.get('bgcolor')) ??
      above.background,
    large: size === 0 ? above.large : size >= 24 || (bold && size >= 18),
  };
}

function judge(source: string, text: string, { colour, background, large }: Look): Finding[] {
  if (colour === undefined)
    return background === undefined ? [] : judge(source, text, { colour: '#000000', background, large });
  const words = `“${text
    .replace(/&\S+?;/g, ' ')
    .trim()
    .slice(0, 24)}”`;
  const grounds: [string, number, string][] = background
    ? [[background, large ? largeOnWhite : onWhite, `on ${background}`]]
    : [
        ['#ffffff', large ? largeOnWhite : onWhite, 'on white'],
        [dark, onDark, 'on dark backgrounds'],
      ];
  return grounds.flatMap(([ground, least, where]) => {
    const ratio = contrast(colour, ground);
    if (ratio >= least) return [];
    const message = `${words} in ${colour} is hard to read ${where}: contrast ${ratio.toFixed(1)}, ${least} is needed.`;
    const advice = where.includes('dark')
      ? 'Take a lighter colour, or none: text without a colour adapts.'
      : 'Take a darker colour.';
    const offset = Math.max(0, source.toLowerCase().indexOf(colour.toLowerCase()));
    return [findingAt(source, offset, { rule: 'contrast', severity: 'warning', message, advice })];
  });
}

/** `#rgb`, `#rrggbb`, `rgb(…)` or a common name; a background's shorthand may have more. */
function colourOf(value: string | undefined): string | undefined {
  const text = value?.trim().toLowerCase() ?? '';
  const hex = /#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/.exec(text)?.[0];
  if (hex) return hex;
  const [, ...channels] = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/.exec(text) ?? [];
  if (channels.length === 3)
    return `#${channels.map((channel) => Math.min(255, Number(channel)).toString(16).padStart(2, '0')).join('')}`;
  return Object.hasOwn(names, text) ? names[text] : undefined;
}
