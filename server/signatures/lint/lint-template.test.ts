import { describe, expect, it } from '@jest/globals';
import { compileTemplate } from '../compile-template.ts';
import { readStarters } from '../starters.ts';
import { type LintContext, lintTemplate } from './lint-template.ts';

const image = { name: 'logo', file: 'logo.png', width: 100, height: 40, alt: '' };
const contentOf = (html: string, text?: string) => ({
  meta: { title: 'T', description: '', fields: [], images: [image], imageMode: 'hosted' as const },
  source: { html, text },
});
const compile: LintContext['compile'] = async ({ source }) => compileTemplate(source);
const lint = (html: string, context: Partial<LintContext> = {}, text?: string) =>
  lintTemplate(contentOf(html, text), { compile, ...context });

describe('each rule', () => {
  it.each<[string, string, string, Partial<{ severity: string; line: number; column: number; message: unknown }>]>([
    ['a template error with its place', 'template', '<p>\n {{#if name}}x</p>', { severity: 'error', line: 2 }],
    ['a value in a style', 'template', '<p style="color:{{name}}">x</p>', { severity: 'error', line: 1, column: 17 }],
    ['too long for Outlook', 'size', `<p>${'x'.repeat(30_000)}</p>`, { severity: 'error' }],
    ['nearly too long', 'size', `<p>${'x'.repeat(21_000)}</p>`, { severity: 'warning' }],
    ['an image that is not there', 'image-unknown', '<p>\n{{image "gone"}}</p>', { line: 2, column: 9 }],
    ['an image without words', 'image-alt', '{{image "logo"}}', { line: 1, column: 9 }],
    [
      'a picture without words',
      'image-alt',
      '<p>x\n <img src="https://x.y/z.png" width="1" height="1"></p>',
      { line: 2, column: 2 },
    ],
    ['a picture without size', 'image-size', '<img src="https://x.y/z.png" alt="">', { severity: 'warning' }],
    [
      'a picture in the text',
      'image-inline',
      '<img src="data:image/png;base64,AA" alt="" width="1" height="1">',
      { severity: 'error' },
    ],
    [
      'grey on white',
      'contrast',
      '<p>\n<span style="color:#BBBBBB">{{name}}</span></p>',
      { line: 2, message: expect.stringContaining('on white: contrast 1.9') },
    ],
    [
      'black on dark',
      'contrast',
      '<p style="color:black">{{name}}</p>',
      { message: expect.stringContaining('on dark backgrounds') },
    ],
    [
      'white on yellow',
      'contrast',
      '<table><tr><td bgcolor="#ffff00" style="color:#ffffff">x</td></tr></table>',
      { message: expect.stringContaining('on #ffff00') },
    ],
    ['a colour of a class', 'contrast', '<style>\n.a { color: #ccc }</style><p class="a">x</p>', { line: 2 }],
    ['wider than a pane', 'width', '<table width="700"><tr><td>x</td></tr></table>', { severity: 'warning' }],
    ['wider than a telephone', 'width', '<p>x</p>\n<p style="width:500px">x</p>', { severity: 'notice', line: 2 }],
    [
      'what classic Outlook does not show',
      'css-support',
      '<p style="display:flex">x</p>',
      { message: expect.stringContaining('Outlook (classic Windows)') },
    ],
    [
      'what is taken out',
      'css-dropped',
      '<style>p { color: #333;\n position: fixed }</style><p>x</p>',
      { line: 2, column: 2 },
    ],
    [
      'media queries',
      'css-dropped',
      '<style>@media print { p { color: #333 } }</style><p>x</p>',
      { line: 1, column: 8 },
    ],
    ['an element that is taken out', 'element-dropped', '<p>x</p><video></video>', { line: 1, column: 9 }],
    ['a misspelt field', 'field-unknown', '<p>{{jobTitel}}</p>', { line: 1, column: 6 }],
    [
      'a link that is not encrypted',
      'link-https',
      '<p>x</p>\n<a href="http://contoso.com/">x</a>',
      { line: 2, column: 1 },
    ],
    ['a link that runs something', 'link-https', '<a href="javascript:x()">x</a>', { severity: 'warning' }],
  ])('%s', async (_, rule, html, expected) => {
    const found = (await lint(html)).filter((finding) => finding.rule === rule);
    expect(found).toEqual([expect.objectContaining({ rule, advice: expect.stringMatching(/\w{3}/), ...expected })]);
  });

  it('images that weigh too much, by the bytes that were given', async () => {
    const imageBytes = new Map([['logo.png', 200_000]]);
    expect(await lint('{{image "logo" alt="x"}}', { imageBytes })).toEqual([
      expect.objectContaining({ rule: 'image-weight' }),
    ]);
    expect(await lint('{{image "logo" alt="x"}}')).toEqual([]);
  });

  it('fields that many lack, with how many', async () => {
    const people = { count: 400, empty: { mobilePhone: 120, jobTitle: 12 } };
    const found = await lint('<p>{{mobilePhone}} {{jobTitle}} {{name}}</p>', { people }, '{{mobilePhone}}');
    expect(found.map(({ rule, message }) => [rule, message])).toEqual([
      ['field-empty', '“mobilePhone” is empty for 120 of 400 people.'],
    ]);
  });
});

it('says once what stands in many places', async () => {
  const found = await lint(Array(5).fill('<p style="position:fixed">x</p>').join(''));
  expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('(5 times)')]);
});

it('puts errors first', async () => {
  const found = await lint(`<p style="color:#ccc">${'x'.repeat(30_000)}</p>`);
  expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning']);
});

it('finds nothing wrong with the starters', async () => {
  for (const { id, meta, source } of await readStarters('templates')) {
    const found = await lintTemplate({ meta, source }, { compile });
    expect([id, found.filter(({ severity }) => severity !== 'notice')]).toEqual([id, []]);
  }
});

it('takes no longer than it must for what somebody made to take long', async () => {
  const html = `<style>${'p{color:red}'.repeat(200)}</style>${'<p style="color:red">'.repeat(900)}`;
  const before = process.cpuUsage();
  await lintTemplate(contentOf(html), { compile: async () => compileTemplate({ html: '<p>x</p>' }) });
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(3_000);
});
