import type { Component, ComponentDefinition } from 'grapesjs';
import { isPicture } from './expression-look.ts';
import type { SourceNode } from './source-tree.ts';

/** What a component of the canvas is in the source; its children stand between `open` and `close`. */
export type Placed =
  | { kind: 'text' | 'expression' | 'fixed'; raw: string }
  | { kind: 'element'; name: string; open: string; close: string }
  | { kind: 'block'; close: string }
  | { kind: 'branch'; open: string };

const lineElements = /^(a|b|strong|i|em|u|s|sub|sup|small|font|span|br)$/;
const textElements = /^(td|th|p|div|li|span|a|h[1-6]|center|blockquote)$/;

/** What GrapesJS is given for a source: each node as a component that carries its bytes, so that no HTML parser ever sees them. */
export function toComponents(nodes: readonly SourceNode[], words: (raw: string) => string): ComponentDefinition[] {
  const convert = (node: SourceNode, inText: boolean): ComponentDefinition => {
    // Blanks between rows, and what shows nothing, are remarks in the canvas: dragging passes over them.
    if (!inText && (node.kind === 'fixed' || (node.kind === 'text' && node.raw.trim() === '')))
      return placed('comment', node);
    if (node.kind === 'text') return placed('textnode', node, { content: words(node.raw) });
    if (node.kind === 'expression') return placed('signet-value', node);
    if (node.kind === 'fixed') return placed('signet-fixed', node);
    if (node.kind === 'block')
      return placed(
        'signet-block',
        { kind: 'block', close: node.close },
        {
          components: node.branches.map(({ open, children }) =>
            placed(
              'signet-branch',
              { kind: 'branch', open },
              { components: children.map((child) => convert(child, inText)) },
            ),
          ),
        },
      );
    const { children, ...element } = node;
    const isText = !inText && textElements.test(node.name) && holdsWords(children);
    return placed(isText ? 'signet-text' : 'signet-element', element, {
      components: children.map((child) => convert(child, inText || isText)),
    });
  };
  return nodes.map((node) => convert(node, false));
}

function placed(type: string, source: Placed, more: ComponentDefinition = {}): ComponentDefinition {
  return { type, source, ...more };
}

/** A line of words, fields and what stands in lines: it is edited as text. */
function holdsWords(children: readonly SourceNode[]): boolean {
  const lines = children.every((child) => standsInLine(child));
  return lines && children.some((child) => saysSomething(child));
}

function standsInLine(node: SourceNode): boolean {
  if (node.kind === 'element') return lineElements.test(node.name) && node.children.every(standsInLine);
  if (node.kind === 'block') return node.branches.every(({ children }) => children.every(standsInLine));
  return node.kind !== 'expression' || !isPicture(node.raw);
}

function saysSomething(node: SourceNode): boolean {
  if (node.kind === 'text') return node.raw.trim() !== '';
  if (node.kind === 'block') return node.branches.some(({ children }) => children.some(saysSomething));
  return node.kind !== 'fixed';
}

/** What a component is in the source; undefined for GrapesJS' own. */
export function placeOf(component: Component | undefined): Placed | undefined {
  return component?.get('source') as Placed | undefined;
}

/** The source of components as they stand in the canvas now; `inside` says what a text holds that somebody is writing in. */
export function toNodes(
  components: readonly Component[],
  inside: (component: Component) => readonly ComponentDefinition[] | undefined = () => undefined,
): SourceNode[] {
  const itemOf = (component: Component): Item => ({
    place: placeOf(component),
    children: inside(component)?.map(definedItem) ?? component.components().models.map(itemOf),
  });
  return nodesOf(components.map(itemOf));
}

/** A component, or the definition of one. */
interface Item {
  place: Placed | undefined;
  children: readonly Item[];
}

function definedItem({ source, components }: ComponentDefinition): Item {
  const children = Array.isArray(components) ? components : [];
  return {
    place: source as Placed | undefined,
    children: children.flatMap((child) => (typeof child === 'string' ? [] : [definedItem(child)])),
  };
}

function nodesOf(items: readonly Item[]): SourceNode[] {
  return items.flatMap(({ place, children }): SourceNode[] => {
    if (place === undefined || place.kind === 'branch') return nodesOf(children);
    if (place.kind === 'element') return [{ ...place, children: nodesOf(children) }];
    if (place.kind !== 'block') return [{ kind: place.kind, raw: place.raw }];
    const branches = children.flatMap((branch) =>
      branch.place?.kind === 'branch' ? [{ open: branch.place.open, children: nodesOf(branch.children) }] : [],
    );
    return [{ kind: 'block', branches, close: place.close }];
  });
}
