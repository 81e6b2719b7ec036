import type { Component, ComponentDefinition } from 'grapesjs';
import { placeOf } from './components.ts';

/** Where a component's element says which it is, and where a chip that was just put in says its expression. */
export const componentMark = 'data-sg';
export const expressionMark = 'data-sg-expression';

/** What the browser makes when somebody writes bold, cursive, a link. Everything else that is not ours leaves only its words. */
const made = /^(b|strong|i|em|u|s|sub|sup|a|br)$/;

/**
 * What a text holds after somebody wrote in it. Elements and expressions that were there keep their bytes, and so do words that nobody
 * changed; what is new is written anew.
 */
export function readEdited(edited: Element, text: Component): ComponentDefinition[] {
  const known = new Map<string, Component>();
  const words = new Map<string, string>();
  text.onAll((one) => {
    known.set(one.cid, one);
    const place = placeOf(one);
    if (place?.kind === 'text') words.set(String(one.get('content') ?? ''), place.raw);
  });

  const children = (parent: Node) => [...parent.childNodes].flatMap(read);
  const read = (node: Node): ComponentDefinition[] => {
    if (node.nodeType === Node.TEXT_NODE) return written(node.textContent ?? '');
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    // Not instanceof: the canvas is another window, with an Element of its own.
    const element = node as Element;
    const raw = element.getAttribute(expressionMark);
    if (raw !== null) return [{ type: 'signet-value', source: { kind: 'expression', raw } }];
    const component = known.get(element.getAttribute(componentMark) ?? '');
    const source = placeOf(component);
    if (component && source) {
      const type = component.get('type') ?? 'signet-element';
      const inside = source.kind === 'expression' || source.kind === 'fixed' ? [] : children(node);
      return [{ type, source, components: inside }];
    }
    const name = element.localName;
    if (!made.test(name)) return children(node);
    const open = name === 'a' ? `<a href="${escaped(element.getAttribute('href') ?? '')}">` : `<${name}>`;
    const fresh = { kind: 'element', name, open, close: name === 'br' ? '' : `</${name}>` };
    return [{ type: 'signet-element', source: fresh, components: children(node) }];
  };
  const written = (content: string): ComponentDefinition[] =>
    content === ''
      ? []
      : [{ type: 'textnode', content, source: { kind: 'text', raw: words.get(content) ?? escaped(content) } }];
  return children(edited);
}

/** Words as HTML; braces that somebody typed stay braces. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\u00a0', '&nbsp;')
    .replaceAll('{{', '&#123;&#123;');
}
