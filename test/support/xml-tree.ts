/** An element of an XML document: name with prefix, attributes, children in order, text. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** The root of well-formed XML without DTD or CDATA; throws where tags don't match. */
export function xmlTree(xml: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const top = () => open[open.length - 1] ?? root;
  for (const [whole, close, name, attributes, selfClosing, text] of xml
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '')
    .matchAll(/<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g)) {
    if (text !== undefined) top().text += text.trim();
    else if (close) {
      if (open.pop()?.name !== name) throw new Error(`${whole} closes something else`);
    } else if (name) {
      const element: XmlElement = { name, attributes: readAttributes(attributes ?? ''), children: [], text: '' };
      top().children.push(element);
      if (!selfClosing) open.push(element);
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || !only || root.children.length !== 1) throw new Error('The document is not well-formed');
  return only;
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
}

/** The element and all below it. */
export function allElements(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(allElements)];
}
