import { Parser } from 'htmlparser2';
import postcss from 'postcss';

/** An element as its author wrote it. Values of attributes have their expressions blanked. */
export interface SourceElement {
  name: string;
  attributes: Record<string, string>;
  offset: number;
}

/** A declaration of a style sheet or of a `style` attribute. */
export interface SourceDeclaration {
  property: string;
  value: string;
  offset: number;
}

/** What the rules look at. */
export interface SourceParts {
  elements: SourceElement[];
  declarations: SourceDeclaration[];
  /** `@media` and the like. */
  atRules: { name: string; offset: number }[];
}

/** What an expression is replaced with: as long as it was, so that places stay. */
const blank = 'x';

/** Reads an HTML source without its expressions. In linear time: it has no say in what a signature becomes. */
export function readParts(source: string): SourceParts {
  const plain = source.replace(/\{\{[\s\S]*?\}\}/g, (expression) => expression.replace(/[^\n]/g, blank));
  const parts: SourceParts = { elements: [], declarations: [], atRules: [] };
  let sheet = '';
  let sheetStart = -1;
  const parser = new Parser({
    onopentag(name, attributes) {
      const offset = parser.startIndex;
      parts.elements.push({ name, attributes, offset });
      if (name === 'style') sheetStart = parser.endIndex + 1;
      if (attributes.style) readStyles(`x{${attributes.style}}`, () => offset, parts);
    },
    ontext(text) {
      if (sheetStart >= 0) sheet += text;
    },
    onclosetag(name) {
      if (name !== 'style' || sheetStart < 0) return;
      const start = sheetStart;
      readStyles(sheet, (at) => start + at, parts);
      sheet = '';
      sheetStart = -1;
    },
  });
  parser.end(plain);
  return parts;
}

function readStyles(css: string, offsetOf: (at: number) => number, parts: SourceParts): void {
  let root: postcss.Root;
  try {
    root = postcss.parse(css);
  } catch {
    return;
  }
  root.walk((node) => {
    const offset = offsetOf(node.source?.start?.offset ?? 0);
    if (node.type === 'decl') parts.declarations.push({ property: node.prop.toLowerCase(), value: node.value, offset });
    if (node.type === 'atrule') parts.atRules.push({ name: node.name.toLowerCase(), offset });
  });
}
