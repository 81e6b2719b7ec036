import juice from 'juice';
import sanitize from 'sanitize-html';

/** Elements that every Outlook shows. No `svg`, forms, frames, scripts, styles, or anything that loads or runs. */
const elements = [
  ...['table', 'tbody', 'tr', 'td', 'th', 'div', 'p', 'span', 'a', 'img', 'br', 'hr'],
  ...['b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup', 'small', 'font', 'center', 'ul', 'ol', 'li', 'blockquote'],
];

const properties = [
  ...['color', 'background-color', 'background', 'opacity', 'direction', 'unicode-bidi', 'white-space', 'word-break'],
  ...['font', 'font-family', 'font-size', 'font-weight', 'font-style', 'font-variant', 'letter-spacing', 'line-height'],
  ...[
    'text-align',
    'text-decoration',
    'text-transform',
    'text-indent',
    'vertical-align',
    'list-style',
    'overflow-wrap',
  ],
  ...[
    'width',
    'height',
    'max-width',
    'min-width',
    'max-height',
    'display',
    'border-radius',
    'border-collapse',
    'border-spacing',
  ],
  ...[
    'border',
    'border-top',
    'border-right',
    'border-bottom',
    'border-left',
    'border-color',
    'border-style',
    'border-width',
  ],
  ...['padding', 'padding-top', 'padding-right', 'padding-bottom', 'padding-left', 'table-layout', 'outline'],
  ...['margin', 'margin-top', 'margin-right', 'margin-bottom', 'margin-left', '-ms-interpolation-mode'],
  ...['mso-line-height-rule', 'mso-table-lspace', 'mso-table-rspace', 'mso-margin-top-alt', 'mso-padding-alt'],
];

/** The elements and properties that signatures keep. */
export const shownElements: ReadonlySet<string> = new Set(elements);
export const shownProperties: ReadonlySet<string> = new Set(properties);

/** A style's value may load nothing and hide nothing behind escapes. */
const plainValue = /^(?![\s\S]*(?:url\s*\(|image\s*\(|image-set|expression|script:|@|\\))[^<>{};]*$/i;

const sanitising: sanitize.IOptions = {
  allowedTags: elements,
  allowedAttributes: {
    '*': [
      'style',
      'title',
      'dir',
      'lang',
      'align',
      'valign',
      'width',
      'height',
      'bgcolor',
      'role',
      'aria-label',
      'aria-hidden',
    ],
    table: ['border', 'cellpadding', 'cellspacing'],
    td: ['colspan', 'rowspan', 'nowrap'],
    th: ['colspan', 'rowspan', 'nowrap'],
    a: ['href', 'target', 'rel'],
    img: ['src', 'alt', 'border'],
    font: ['face', 'color', 'size'],
  },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https', 'cid'] },
  allowProtocolRelative: false,
  allowedStyles: { '*': Object.fromEntries(properties.map((property) => [property, [plainValue]])) },
  selfClosing: ['img', 'br', 'hr'],
  disallowedTagsMode: 'discard',
  nestingLimit: 50,
};

/**
 * Mail HTML out of an author's: style sheets become inline styles (mail programs drop the sheets), and only what every Outlook
 * shows is left. Expressions must be hidden. The result is what `tokenise` reads: each element closed, each value quoted.
 */
export function mailHtml(html: string): string {
  const inlined = juice(html, {
    removeStyleTags: true,
    preserveMediaQueries: false,
    preserveFontFaces: false,
    preserveKeyFrames: false,
    inlinePseudoElements: false,
    applyWidthAttributes: true,
    applyHeightAttributes: false,
    applyAttributesTableElements: true,
  });
  const lines = sanitize(inlined, sanitising).split('\n').map(withoutBlanks);
  return lines.filter((line) => line !== '').join('\n');
}

const blanks = ' \t\r\f';

/** A no-break space is no blank: authors keep cells open with it. By hand, as a pattern would be quadratic in the blanks. */
function withoutBlanks(line: string): string {
  let [start, end] = [0, line.length];
  while (start < end && blanks.includes(line.charAt(start))) start += 1;
  while (end > start && blanks.includes(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}
