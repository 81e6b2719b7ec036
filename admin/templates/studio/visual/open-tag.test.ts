import { describe, expect, it } from '@jest/globals';
import { attributesOf, stylesOf, withAttribute, withStyles } from './open-tag.ts';

describe('an opening tag', () => {
  it('says its attributes, however they are written, with expressions in them', () => {
    const open = `<a class=x HREF='{{link "a>b"}}' {{#if y}}title="no"{{/if}} data-z title = "1 > 0" hidden>`;
    expect([...attributesOf(open)]).toEqual([
      ['class', 'x'],
      ['href', '{{link "a>b"}}'],
      ['data-z', ''],
      ['title', '1 > 0'],
      ['hidden', ''],
    ]);
    expect([...attributesOf('<td>')]).toEqual([]);
    expect([...attributesOf('<img src="{{x}}"/>')]).toEqual([['src', '{{x}}']]);
  });

  it.each([
    ['<td  class=x >', 'width', '80', '<td  class=x width="80" >'],
    ["<td  width='1'  class=x>", 'width', '80', '<td  width="80"  class=x>'],
    ['<td width=1 class=x>', 'width', undefined, '<td class=x>'],
    ['<td class=x>', 'width', undefined, '<td class=x>'],
    ['<img />', 'alt', 'say "hi" {{t en="x"}}', '<img alt="say &quot;hi&quot; {{t en="x"}}" />'],
    ['<td {{#if a}}class="b"{{/if}}>', 'align', 'left', '<td {{#if a}}class="b"{{/if}} align="left">'],
  ])('%s: setting %s changes nothing else', (open, name, value, expected) => {
    expect(withAttribute(open, name, value)).toBe(expected);
  });

  it('sets and takes out declarations of its style', () => {
    expect(stylesOf('<td style="Color: red; font-size:13px;">')).toEqual(
      new Map([
        ['color', 'red'],
        ['font-size', '13px'],
      ]),
    );
    expect(withStyles('<td style="color:red;font-size:13px" class=a>', { color: '#000', 'font-size': undefined })).toBe(
      '<td style="color:#000" class=a>',
    );
    expect(withStyles('<td style="color:red">', { color: undefined })).toBe('<td>');
  });
});
