import type { Component } from 'grapesjs';
import { placeOf } from './components.ts';

const rows = /^(table|tbody|thead|tfoot)$/;
const flow = /^(td|th|div|li|center|blockquote)$/;

/** What decides where a component may stand: of a condition what is in it, of a part of one what is around it. */
function kindOf(component: Component | undefined): string {
  const place = placeOf(component);
  return place?.kind === 'element' ? place.name : (place?.kind ?? 'root');
}

function containerOf(component: Component | undefined): string {
  const kind = kindOf(component);
  return kind === 'branch' || kind === 'block' ? containerOf(component?.parent()) : kind;
}

function contentOf(component: Component): string {
  const kind = kindOf(component);
  if (kind !== 'block' && kind !== 'branch') return kind;
  const inside = component.components().models.find((one) => !['text', 'fixed'].includes(kindOf(one)));
  return inside ? contentOf(inside) : 'text';
}

/** May this stand in that? Rows stand in tables and cells in rows, and words nowhere between them. */
export function mayStand(component: Component, parent: Component): boolean {
  if (kindOf(parent) === 'block') return kindOf(component) === 'branch';
  const [content, container] = [contentOf(component), containerOf(parent)];
  // A condition inside a line of words takes what stands in lines.
  if (kindOf(parent) === 'branch' && parent.isChildOf('signet-text'))
    return content === 'expression' || content === 'text';
  if (content === 'tr') return rows.test(container);
  if (content === 'td' || content === 'th') return container === 'tr';
  if (container === 'root' || flow.test(container)) return kindOf(component) !== 'branch';
  return content === 'expression' && !rows.test(container) && container !== 'tr';
}

/** The closest component around this one, itself included, that is an element of one of these names. */
export function closest(component: Component | undefined, names: RegExp): Component | undefined {
  for (let at = component; at; at = at.parent())
    if (names.test(kindOf(at)) && placeOf(at)?.kind === 'element') return at;
  return undefined;
}

/** The component, or the conditions around it where they hold nothing else. */
export function withConditions(component: Component): Component {
  const branch = component.parent();
  const block = branch?.parent();
  if (placeOf(branch)?.kind !== 'branch' || !block || block.components().length > 1) return component;
  const others = branch?.components().models.filter((one) => one !== component && kindOf(one) !== 'text') ?? [];
  return others.length > 0 ? component : withConditions(block);
}
