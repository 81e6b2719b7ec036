import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Component, Editor } from 'grapesjs';
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
