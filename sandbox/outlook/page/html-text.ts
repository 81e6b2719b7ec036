const blocks = new Set([
  'P',
  'DIV',
  'TABLE',
  'TR',
  'UL',
  'OL',
  'LI',
  'H1',
  'H2',
  'H3',
  'H4',
  'BLOCKQUOTE',
  'HR',
  'PRE',
]);

function walk(node: Node, lines: string[]): void {
  if (node instanceof Text) {
    lines[lines.length - 1] += node.data.replace(/\s+/g, ' ');
    return;
  }
  const name = node.nodeName;
  if (name === 'BR') {
    lines.push('');
    return;
  }
  const isBlock = blocks.has(name);
  if (isBlock && lines[lines.length - 1]?.trim()) lines.push('');
  if (name === 'LI') lines[lines.length - 1] += '• ';
  const before = lines.length;
  for (const child of node.childNodes) walk(child, lines);
  // A block that ends in <br> has its line break already.
  const endsInBreak = node.lastChild?.nodeName === 'BR' && lines.length > before;
  if (isBlock && !endsInBreak) lines.push('');
}

/** The text of HTML nodes, a line for each block, as Outlook makes it for plain-text mail. */
export function textOfNodes(nodes: Iterable<Node>): string {
  const lines = [''];
  for (const node of nodes) walk(node, lines);
  return lines
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n+$/, '');
}

/** Plain text as nodes: one <div> a line, so that typing goes on as in Outlook. */
export function nodesOfText(text: string): Node[] {
  return text.split('\n').map((line) => {
    const block = document.createElement('div');
    if (line) block.textContent = line;
    else block.append(document.createElement('br'));
    return block;
  });
}
