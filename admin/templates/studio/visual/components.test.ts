import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Component, Editor } from 'grapesjs';
import { moveBeside, neighbours, takeOut } from './changes.ts';
import { placeOf, toComponents, toNodes } from './components.ts';
import { grapesjs } from './grapes.ts';
import { mayStand } from './place-rules.ts';
import { readSource } from './read-source.ts';
import { writeSource } from './source-tree.ts';

const gallery = readdirSync('templates').map((name) => [name, readFileSync(`templates/${name}/html.hbs`, 'utf8')]);
const types = ['signet-value', 'signet-fixed', 'signet-block', 'signet-branch', 'signet-element', 'signet-text'];

describe('a source in GrapesJS', () => {
  let editor: Editor;
  beforeAll(() => {
    editor = grapesjs.init({ headless: true, telemetry: false, storageManager: false });
    for (const type of types) editor.Components.addType(type, { model: { defaults: {} } });
  });
  afterAll(() => editor.destroy());

  const show = (source: string) => editor.setComponents(toComponents(readSource(source), (raw) => raw));
  const written = () => writeSource(toNodes(editor.getWrapper()?.components().models ?? []));
  const find = (test: (component: Component) => boolean): Component => {
    let found: Component | undefined;
    editor.getWrapper()?.onAll((one) => {
      if (!found && test(one)) found = one;
    });
    if (!found) throw new Error('not there');
    return found;
  };
  const element = (start: string) =>
    find((one) => {
      const place = placeOf(one);
      return place?.kind === 'element' && place.open.startsWith(start);
    });

  it.each(gallery)('%s is there as it was', (_, source = '') => {
    show(source);
    expect(written()).toBe(source);
  });

  it.each([
    '<table>{{#if a}}<tr ><td>x</td></tr>{{else}}<!--[if mso]><tr><td>y</td></tr><![endif]-->{{/if}}</table>',
    '<p>a &nbsp;&amp; {{{b}}} {{#each c}}<b>{{this}}</b>{{/each}}</p>\r\n{{{{raw}}}}<i>{{{{/raw}}}}',
    'words {{a}} <td {{#if x}}class="y"{{/if}}>alone</td>',
    '',
  ])('%j is there as it was', (source) => {
    show(source);
    expect(written()).toBe(source);
  });

  it('changes only what is changed: all else keeps its bytes, also after undo', () => {
    const source = gallery.find(([name]) => name === 'classic')?.[1] ?? '';
    show(source);
    editor.UndoManager.clear();
    const row = element('<tr>');
    const first = find((one) => placeOf(one)?.kind === 'expression');
    first.set('source', { kind: 'expression', raw: '{{givenName}}' });
    expect(written()).toBe(source.replace('{{name}}', '{{givenName}}'));
    editor.UndoManager.undo();
    expect(written()).toBe(source);
    row.remove();
    expect(source).not.toBe(written());
    editor.UndoManager.undo();
    expect(written()).toBe(source);
  });

  it.each([
    [
      'a row with its last cell',
      '<table>\n <tr><td>a</td></tr>\n <tr><td>b</td></tr>\n</table>',
      '<table>\n <tr><td>a</td></tr>\n</table>',
    ],
    ['one cell among others', '<table><tr><td>a</td> <td>b</td></tr></table>', '<table><tr><td>a</td></tr></table>'],
    [
      'a condition with its last row',
      '<table><tr><td>a</td></tr>\n{{#if x}}\n<tr><td>b</td></tr>\n{{/if}}</table>',
      '<table><tr><td>a</td></tr></table>',
    ],
    [
      'no condition that has another part',
      '<table>{{#if x}}<tr><td>b</td></tr>{{else}}<tr><td>a</td></tr>{{/if}}</table>',
      '<table>{{#if x}}{{else}}<tr><td>a</td></tr>{{/if}}</table>',
    ],
    [
      'a table with its last row, the cell around it stays',
      '<td class=c><!-- x --><table><tr><td>b</td></tr></table></td>',
      '<td class=c><!-- x --></td>',
    ],
  ])('what is taken out takes along what would be empty: %s', (_, before, after) => {
    show(before);
    const cell = find((one) => {
      const [words] = one.components().models.map(placeOf);
      return placeOf(one)?.kind === 'element' && words?.kind === 'text' && words.raw === 'b';
    });
    editor.UndoManager.clear();
    takeOut(cell);
    expect(written()).toBe(after);
    editor.UndoManager.undoAll();
    expect(written()).toBe(before);
  });

  it('is moved over blanks and remarks, which stay where they are', () => {
    show('<table>\n  <tr><td>a</td></tr>\n  <!-- x -->\n  <tr><td>b</td></tr>\n</table>');
    const [first, second] = element('<table')
      .components()
      .models.filter((one) => placeOf(one)?.kind === 'element');
    if (!first || !second) throw new Error('no rows');
    expect(neighbours(first)).toEqual({ before: undefined, after: second });
    moveBeside(second, first, 'before');
    expect(written().replace(/\s+/g, '')).toBe('<table><tr><td>b</td></tr><tr><td>a</td></tr><!--x--></table>');
    expect(neighbours(second)).toEqual({ before: undefined, after: first });
  });

  it('lets rows stand in tables, cells in rows, and words in cells only, conditions counting as what is in them', () => {
    show('<div></div><table>{{#if a}}<tr><td>x</td></tr>{{/if}}</table><p>{{b}}</p>{{c}}');
    const block = find((one) => placeOf(one)?.kind === 'block');
    const branch = find((one) => placeOf(one)?.kind === 'branch');
    const [div, table, row, cell, words] = ['<div', '<table', '<tr', '<td', '<p'].map(element) as [
      Component,
      Component,
      Component,
      Component,
      Component,
    ];
    const value = find((one) => {
      const place = placeOf(one);
      return place?.kind === 'expression' && place.raw === '{{c}}';
    });
    const allowed = [
      [block, table],
      [row, branch],
      [cell, row],
      [table, cell],
      [words, div],
      [value, words],
      [value, cell],
    ] as const;
    const refused = [
      [block, cell],
      [row, div],
      [cell, table],
      [words, row],
      [words, branch],
      [table, words],
      [value, table],
      [row, block],
    ] as const;
    expect(allowed.map(([one, other]) => mayStand(one, other))).toEqual(allowed.map(() => true));
    expect(refused.map(([one, other]) => mayStand(one, other))).toEqual(refused.map(() => false));
  });
});
