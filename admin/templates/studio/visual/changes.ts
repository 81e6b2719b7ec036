import type { Component, Editor } from 'grapesjs';
import { asRow, asTable, type Block } from './blocks.ts';
import { placeOf, toComponents, toNodes } from './components.ts';
import { expressionMark } from './edited-text.ts';
import { decoded } from './node-types.ts';
import { closest, withConditions } from './place-rules.ts';
import { readSource } from './read-source.ts';
import type { SourceNode } from './source-tree.ts';
import { expressionWord } from './words.ts';

/** The components of a piece of source. */
export const componentsOf = (source: string) => toComponents(readSource(source), decoded);

/** Adds a block where somebody is: in the line they write, below the row they selected, in the empty cell, else at the end. */
export function addBlock(editor: Editor, block: Block): void {
  if (block.inline && editor.getEditing() && writeExpression(editor, block.inline)) return;
  const selected = editor.getSelected();
  const root = editor.getWrapper();
  const row = closest(selected, /^tr$/);
  const alone = row && cellsOf(row).length === 1 ? row : undefined;
  const cell = closest(selected, /^(td|th)$/);
  let added: Component[] | undefined;
  if (alone) {
    const below = withConditions(alone);
    added = below.parent()?.append(componentsOf(`\n  ${asRow(block)}`), { at: below.index() + 1 });
  } else if (cell) added = cell.append(componentsOf(asTable(block, false)));
  else {
    const top = outermost(selected);
    const at = top ? { at: top.index() + 1 } : {};
    added = root?.append(
      componentsOf(`${root.components().models.every(isBlank) ? '' : '\n'}${asTable(block, true)}`),
      at,
    );
  }
  const last = added?.at(-1);
  if (last) editor.select(firstCell(last) ?? last);
}

/** A chip where the cursor is. It is read with the rest of the line when writing ends. */
function writeExpression(editor: Editor, raw: string): boolean {
  const canvas = editor.Canvas.getDocument();
  const selection = canvas?.getSelection();
  const text = editor.getEditing()?.getEl();
  if (!canvas || !selection?.rangeCount || !text?.contains(selection.anchorNode)) return false;
  const chip = canvas.createElement('span');
  chip.setAttribute(expressionMark, raw);
  chip.setAttribute('contenteditable', 'false');
  chip.className = 'sg-chip';
  chip.textContent = expressionWord(raw);
  const range = selection.getRangeAt(0);
  range.deleteContents();
  range.insertNode(chip);
  selection.setPosition(chip.nextSibling ?? text, chip.nextSibling ? 0 : text.childNodes.length);
  return true;
}

/** Shows something only where a field is filled. A row goes as a whole; of one cell among others it is what stands in it. */
export function addCondition(editor: Editor, component: Component, field: string): void {
  const row = closest(component, /^tr$/);
  const place = placeOf(component);
  const isCell = place?.kind === 'element' && /^(td|th)$/.test(place.name);
  const open = `{{#if ${field}}}`;
  if (isCell && row && cellsOf(row).length > 1) {
    const inside = toNodes(component.components().models);
    component.components(componentsFrom([{ kind: 'block', branches: [{ open, children: inside }], close: '{{/if}}' }]));
    return;
  }
  const framed = isCell && row ? row : component;
  const block: SourceNode = { kind: 'block', branches: [{ open, children: toNodes([framed]) }], close: '{{/if}}' };
  const [made] = framed.replaceWith(componentsFrom([block]));
  const inside = made?.components().models[0]?.components().models[0];
  if (inside) editor.select(isCell ? firstCell(inside) : inside);
}

/** Takes a condition away; what stood under it stays. What stood under “otherwise” goes. */
export function dropCondition(editor: Editor, block: Component): void {
  const [first] = block.components().models;
  const [made] = block.replaceWith(componentsFrom(toNodes(first?.components().models ?? [])));
  if (made) editor.select(made);
}

/** Takes a component out, and what would be left empty by that: its row, its table, its condition, and the line break before it. */
export function takeOut(component: Component): void {
  const around = component.parent();
  const others = around?.components().models.filter((one) => one !== component && !isBlank(one)) ?? [];
  const place = placeOf(around);
  const holds =
    place?.kind === 'branch' ? (around?.parent()?.components().length ?? 0) === 1 : place?.kind === 'element';
  const isRowPart = place?.kind !== 'element' || /^(tr|tbody|table)$/.test(place.name);
  if (around && holds && isRowPart && others.length === 0) {
    takeOut(place?.kind === 'branch' ? (around.parent() ?? around) : around);
    return;
  }
  const before = around?.components().at(component.index() - 1);
  if (component.index() > 0 && before && /^\s+$/.test(rawOf(before))) before.remove();
  component.remove();
}

function rawOf(component: Component): string {
  const place = placeOf(component);
  return place?.kind === 'text' ? place.raw : '';
}

/** The only expression in a component; undefined where there are more, or none. */
export function loneValue(component: Component): Component | undefined {
  const values: Component[] = [];
  component.onAll((one) => {
    if (placeOf(one)?.kind === 'expression') values.push(one);
  });
  return values.length === 1 ? values[0] : undefined;
}

/** The condition that a component stands under, itself included. */
export function blockAround(component: Component | undefined): Component | undefined {
  for (let at = component; at; at = at.parent()) if (placeOf(at)?.kind === 'block') return at;
  return undefined;
}

/** Changes the bytes of a component, and nothing else. */
export function setSource(component: Component, change: Readonly<Record<string, string>>): void {
  component.set('source', { ...placeOf(component), ...change });
}

/** The components before and after which this one may be moved: blanks between them do not count. */
export function neighbours(component: Component): { before: Component | undefined; after: Component | undefined } {
  const around = component.parent()?.components().models ?? [];
  const at = around.indexOf(component);
  const counts = (one: Component) => !isBlank(one) && placeOf(one)?.kind !== 'fixed';
  return { before: around.slice(0, Math.max(at, 0)).findLast(counts), after: around.slice(at + 1).find(counts) };
}

/** Does this component show nothing: blanks between elements, remarks, style sheets? */
export function isBlank(component: Component): boolean {
  const place = placeOf(component);
  return place?.kind === 'fixed' || (place?.kind === 'text' && /^(?:\s|&nbsp;)*$/.test(place.raw));
}

/** Puts a component before or after another in the same place. */
export function moveBeside(component: Component, other: Component, side: 'before' | 'after'): void {
  const parent = other.parent();
  if (!parent) return;
  component.move(parent, { at: other.index() + (side === 'after' ? 1 : 0) });
}

function componentsFrom(nodes: readonly SourceNode[]) {
  return toComponents(nodes, decoded);
}

function cellsOf(row: Component): Component[] {
  return row.components().models.filter((one) => !isBlank(one));
}

function outermost(component: Component | undefined): Component | undefined {
  let at = component;
  while (at?.parent()?.parent()) at = at.parent();
  return at?.parent() ? at : undefined;
}

function firstCell(component: Component): Component | undefined {
  let found: Component | undefined;
  component.onAll((one) => {
    const place = placeOf(one);
    if (!found && place?.kind === 'element' && place.name === 'td') found = one;
  });
  return found;
}
