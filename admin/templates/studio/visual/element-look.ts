import { attributesOf } from './open-tag.ts';

const shown =
  /^(table|tbody|thead|tfoot|tr|td|th|div|p|span|a|img|br|hr|b|strong|i|em|u|s|sub|sup|small|font|center|ul|ol|li|blockquote|h[1-6])$/;
const kept = new Set([
  ...['style', 'class', 'dir', 'lang', 'align', 'valign', 'width', 'height', 'bgcolor', 'border', 'cellpadding'],
  ...['cellspacing', 'colspan', 'rowspan', 'nowrap', 'alt', 'face', 'color', 'size'],
]);

/** What an element is drawn as in the canvas: nothing there may load, send or run anything. */
export function drawnAs(name: string): string {
  return shown.test(name) ? name : 'sg-other';
}

/** The attributes that an element is drawn with. */
export function drawnWith(open: string, decode: (raw: string) => string): [string, string][] {
  return [...attributesOf(open)].flatMap(([name, raw]): [string, string][] => {
    const value = decode(raw);
    const loads = name === 'src' && /^https:/i.test(value) && !value.includes('{{');
    return kept.has(name) || loads ? [[name, value]] : [];
  });
}

/** The style sheets of a source, for the canvas. */
export function sheetOf(source: string): string {
  return [...source.matchAll(/<style[^>]*>([\s\S]*?)<\/style\s*>/gi)].map(([, sheet = '']) => sheet).join('\n');
}
