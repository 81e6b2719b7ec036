import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CannotShow, readSource } from './read-source.ts';
import { type SourceNode, writeSource } from './source-tree.ts';

const gallery = readdirSync('templates').map((name) => [name, readFileSync(`templates/${name}/html.hbs`, 'utf8')]);

const nasty: [string, string][] = [
  [
    'rows under a condition',
    '<table>\n {{#if a}}\n<tr ><td>{{a}}</td></tr>{{else}}<TR><TD>–</TD></TR>\n{{/if}}</table>',
  ],
  ['conditions in attributes', '<td {{#if a}}class="x > y"{{else}}align=left{{/if}} style="color:{{c}}">a</td>'],
  ['quotes in quotes', `<a title="{{t en="1 > 0" de='>'}}" href='{{link website}}'>b</a>`],
  ['else if, else, whitespace control', '{{~#if a~}} 1 {{~else if b}}2{{else}}3{{~/if ~}}'],
  ['repeats in repeats', '{{#each people}}<p>{{this.name}}{{#each ../mails}}{{.}}{{/each}}</p>{{/each}}'],
  [
    'triple mustaches and raw blocks',
    '{{{html}}}{{{{raw}}}} {{#if <td> {{{{inner}}}}{{{{/inner}}}} {{{{/raw}}}}<b>x</b>',
  ],
  ['remarks of Handlebars', '{{! }<td> }}{{!-- {{#if a}} }} <p> --}}<p>{{~!-- x --~}}</p>'],
  [
    'Outlook’s comments',
    '<!--[if mso]><table><tr><td><![endif]--><div>a</div><!--[if mso]></td></tr></table><![endif]-->',
  ],
  ['revealed comments', '<![if !mso]><p>a</p><![endif]><?xml version="1"?>'],
  ['references', '<p>&nbsp;&amp;&#169;&copy &lt;b&gt; a < b && c > d</p>'],
  ['words in braces', '<p>\\{{name}} { } }} \\\\{{name}}</p>'],
  ['strings with braces', '{{join "}}" a sep="{{"}}{{lookup a [b}}c]}}'],
  ['inverse sections', '{{^a}}1{{^}}2{{/a}}'],
  ['partials', '{{> header}}{{#> layout x=1}}<b>{{/layout}}{{#*inline "a"}}{{/inline}}'.replace('<b>', '<b></b>')],
  ['style and script', '<style>td > p { color: {{c}} }</style><script>if (a < b) "</td>"</script>'],
  ['elements that hold nothing', '<br><br/><BR /><img src="{{x}}"><hr>'],
  ['attributes of every kind', `<td a=1 b='2' c="3" d e = "f" data-x="a'b">x</td >`],
  ['lines of Windows', '<p>\r\n{{name}}\r\n</p>\r\n'],
  ['nothing', ''],
];

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));

describe(`a source as a tree (again with SEED=${seed})`, () => {
  it.each(gallery)('%s comes back byte for byte', (_, source = '') => {
    expect(writeSource(readSource(source))).toBe(source);
  });

  it.each(nasty)('%s come back byte for byte', (_, source) => {
    expect(writeSource(readSource(source))).toBe(source);
  });

  it('knows what is what', () => {
    expect(shape(readSource('<table>{{#if a}}<tr>{{b}}</tr>{{else}}-{{/if}}<!--x--></table>'))).toBe(
      'table(if({{#if a}}:tr({{b}}) {{else}}:"-") fixed)',
    );
  });

  it.each<[string, string, number]>([
    ['<p>{{name', 'neverEnds', 1],
    ['<p>\n<b>x</p>', 'neverClosed', 2],
    ['a\n\n</td>', 'closesNothing', 3],
    ['{{#if a}}<td>{{else}}<td class="b">{{/if}}x</td>', 'crossing', 1],
    ['<p>{{#if a}}</p>{{/if}}', 'crossing', 1],
    ['{{else}}', 'elseOutside', 1],
    ['{{#if a}}x{{/each}}', 'closesNothing', 1],
    ['{{/if}}', 'closesNothing', 1],
    ['{{#if a}}x', 'neverClosed', 1],
    ['<!-- {{#if a}} -->x<!-- {{/if}} -->', 'halfInside', 1],
    ['<td {{#if a}}>x</td>{{/if}}', 'halfInside', 1],
    ['<!-- x', 'neverEnds', 1],
    ['<td class="x>', 'neverEnds', 1],
    ['{{{{raw}}}} x', 'neverEnds', 1],
  ])('%s: says why it cannot be shown, and where', (source, obstacle, line) => {
    const refused = refusal(source);
    expect([refused?.obstacle, refused?.line]).toEqual([obstacle, line]);
  });

  it('is not deeper than anybody writes', () => expect(refusal('<b>'.repeat(101))?.obstacle).toBe('tooDeep'));

  it('changes nothing whatever is written: it comes back, or it is refused', () => {
    const next = random(seed);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
    const pieces = [
      ...['<p>', '</p>', '<td x="{{a}}">', '</td>', '{{a}}', '{{#if a}}', '{{else}}', '{{/if}}', '{{{a}}}', '{{', '}}'],
      ...['<', '>', '"', "'", '\\', '<!--', '-->', '{{!--', '--}}', '{{!', 'x', ' ', '\n', '&nbsp;', '<br>', '<style>'],
      ...[
        '</style>',
        '{{{{r}}}}',
        '{{{{/r}}}}',
        '{{~',
        '<a {{#if b}}c{{/if}}>',
        '</a>',
        '[',
        ']',
        '{{#each b}}',
        '{{/each}}',
      ],
    ];
    let [shown, refused] = [0, 0];
    for (let round = 0; round < 4_000; round += 1) {
      const words = round % 2 ? '' : (pick(gallery)[1] ?? '');
      const cut = Math.floor(next() * words.length);
      const middle = Array.from({ length: Math.floor(next() * 12) }, () => pick(pieces)).join('');
      const source = words.slice(0, cut) + middle + words.slice(cut);
      try {
        const back = writeSource(readSource(source));
        if (back !== source) throw new Error(`not the same: ${JSON.stringify(source)}`);
        shown += 1;
      } catch (error) {
        if (!(error instanceof CannotShow)) throw error;
        refused += 1;
      }
    }
    expect(shown).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(200);
  });
});

function refusal(source: string): CannotShow | undefined {
  try {
    readSource(source);
  } catch (error) {
    if (error instanceof CannotShow) return error;
    throw error;
  }
  return undefined;
}

function shape(nodes: readonly SourceNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'element') return `${node.name}(${shape(node.children)})`;
      if (node.kind === 'block')
        return `if(${node.branches.map(({ open, children }) => `${open}:${shape(children)}`).join(' ')})`;
      return node.kind === 'text' ? `"${node.raw}"` : node.kind === 'fixed' ? 'fixed' : node.raw;
    })
    .join(' ');
}

/** Numbers from 0 to 1 that a seed decides. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
