import { describe, expect, it } from '@jest/globals';
import { aboveQuote, bareText, hashBelow, textOfHtml } from './body-text.ts';

const signature =
  '<table><tr><td style="font:Arial"><b>Anna&nbsp;Adler</b></td></tr><tr><td>Sales &amp; More</td></tr></table>';
/** What a client makes of it: other markup, other white space, the same words. */
const mutated =
  '<table class="x_T" style="border-collapse:collapse"><tbody><tr><td><span><b>Anna Adler</b></span></td></tr>\n<tr><td> Sales &#38; More</td></tr></tbody></table>';

describe('the text of HTML', () => {
  it('keeps the words and the lines', () => {
    expect(textOfHtml('<style>p{}</style><p>One <!-- two --> three</p>four<br>&lt;five&gt;&#x20AC;')).toBe(
      'One three\nfour\n<five>€',
    );
    expect(bareText('a\u00a0b\u200b c', 'text')).toBe('abc');
  });
});

describe('what stands below the signature', () => {
  it('is the same after a client has rearranged the markup', () => {
    expect(hashBelow(`<p>Hi</p>${mutated}<hr>quote`, signature, 'html')).toBe(
      hashBelow(`${signature}<hr>quote`, signature, 'html'),
    );
  });

  it('is another when something was written below, and unknown when a word of the signature changed', () => {
    const before = hashBelow(signature, signature, 'html');
    expect(hashBelow(`${signature}<p>PS</p>`, signature, 'html')).not.toBe(before);
    expect(hashBelow(signature.replace('Sales', 'Marketing'), signature, 'html')).toBeUndefined();
  });

  it('is the whole body for a signature of pictures only', () => {
    const logo = '<img src="https://x.example/logo.png">';
    expect(hashBelow(`<p>Hi</p>${logo}`, logo, 'html')).not.toBe(hashBelow(logo, logo, 'html'));
  });
});

it.each([
  '<div id="appendonsend"></div>',
  '<div id="divRplyFwdMsg">',
  '<div style="border:none;border-top:solid #E1E1E1 1.0pt">',
  '<blockquote>',
])('the quoted message begins at %s', (start) => {
  expect(aboveQuote(`<p>mine</p>${start}theirs`).startsWith('<p>mine</p>')).toBe(true);
  expect(aboveQuote(`<p>mine</p>${start}theirs`)).not.toContain('theirs');
});
