/**
 * A template's source as a tree in which every byte has its place: `writeSource` of what `readSource` read is the text again. Whatever
 * nobody touches keeps the bytes it was written with, since each node carries them and nothing is made anew.
 */
export type SourceNode =
  /** Words between tags, as written: character references and blanks included. */
  | { kind: 'text'; raw: string }
  /** `{{…}}` that stands for a value. */
  | { kind: 'expression'; raw: string }
  /** What has no look of its own: comments, style sheets, raw blocks. It is carried along. */
  | { kind: 'fixed'; raw: string }
  /** An element with its tags as written; elements that hold nothing (`<br>`) have no closing one. */
  | { kind: 'element'; name: string; open: string; close: string; children: SourceNode[] }
  /** `{{#if …}}…{{else}}…{{/if}}`, `{{#each …}}…{{/each}}` and the like. */
  | BlockNode;

export interface BlockNode {
  kind: 'block';
  /** The first begins with `{{#…}}`, the others with their `{{else …}}`. */
  branches: { open: string; children: SourceNode[] }[];
  close: string;
}

export type ElementNode = Extract<SourceNode, { kind: 'element' }>;

/** The text of a tree. */
export function writeSource(nodes: readonly SourceNode[]): string {
  return nodes.map(written).join('');
}

function written(node: SourceNode): string {
  if (node.kind === 'element') return node.open + writeSource(node.children) + node.close;
  if (node.kind !== 'block') return node.raw;
  return node.branches.map(({ open, children }) => open + writeSource(children)).join('') + node.close;
}
