import { beginsMustache, readMustache } from './mustache.ts';
import { type BlockNode, type SourceNode, writeSource } from './source-tree.ts';

/** Why a source cannot be shown as a tree without changing it. */
export type Obstacle =
  | 'neverEnds'
  | 'neverClosed'
  | 'closesNothing'
  | 'crossing'
  | 'elseOutside'
  | 'tooDeep'
  | 'halfInside';

/** Thrown by {@link readSource}; says where, and what stands there. */
export class CannotShow extends Error {
  override readonly name = 'CannotShow';
  constructor(
    readonly obstacle: Obstacle,
    readonly what: string,
    readonly line: number,
  ) {
    super(`${obstacle}: ${what} in line ${line}`);
  }
}

/** Elements without content. */
const voidElements = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
/** Elements whose content is no HTML, or none that a signature is edited by. */
const closedElements = /^(style|script|textarea|title|xmp|noscript|iframe|noembed|noframes|svg|math|select|object)$/;
const deepest = 100;

type OpenElement = { tag: Extract<SourceNode, { kind: 'element' }>; name: string; at: number };
type OpenBlock = { block: BlockNode; name: string; at: number };
type Open = OpenElement | OpenBlock;

/**
 * The tree of a source. Handlebars statements and elements have to be nested in each other, every element has to be closed: what is
 * not would come back otherwise than it was as soon as something is moved.
 * @throws {CannotShow}
 */
export function readSource(source: string): SourceNode[] {
  const root: SourceNode[] = [];
  const open: Open[] = [];
  let at = 0;

  const refuse = (obstacle: Obstacle, what: string, offset = at) =>
    new CannotShow(obstacle, what.slice(0, 60), source.slice(0, offset).split('\n').length);
  const inside = (): SourceNode[] => {
    const last = open.at(-1);
    if (!last) return root;
    return 'tag' in last ? last.tag.children : (last.block.branches.at(-1)?.children ?? root);
  };
  const enter = (next: Open) => {
    if (open.length >= deepest) throw refuse('tooDeep', `${deepest}`);
    open.push(next);
  };

  function readStatement(): number {
    const mustache = readMustache(source, at);
    if (!mustache) throw refuse('neverEnds', source.slice(at, at + 20));
    const { kind, raw, word } = mustache;
    const last = open.at(-1);
    if (kind === 'value') inside().push({ kind: 'expression', raw });
    else if (kind === 'fixed') inside().push({ kind: 'fixed', raw });
    else if (kind === 'open') {
      const block: BlockNode = { kind: 'block', branches: [{ open: raw, children: [] }], close: '' };
      inside().push(block);
      enter({ block, name: word, at });
    } else {
      if (!open.some((one) => 'block' in one)) throw refuse(kind === 'else' ? 'elseOutside' : 'closesNothing', raw);
      if (!last || !('block' in last)) throw refuse('crossing', raw);
      if (kind === 'else') last.block.branches.push({ open: raw, children: [] });
      else {
        if (last.name !== word) throw refuse('closesNothing', raw);
        last.block.close = raw;
        open.pop();
      }
    }
    return at + raw.length;
  }

  function readTag(name: string): number {
    const end = endOfTag(source, at);
    if (end < 0) throw refuse('neverEnds', `<${name}`);
    const raw = source.slice(at, end);
    checkInside(raw);
    if (closedElements.test(name) && !raw.endsWith('/>')) {
      const close = new RegExp(`</${name}\\s*>`, 'gi');
      close.lastIndex = end;
      if (!close.exec(source)) throw refuse('neverClosed', `<${name}>`);
      const whole = source.slice(at, close.lastIndex);
      checkInside(whole);
      inside().push({ kind: 'fixed', raw: whole });
      return close.lastIndex;
    }
    const tag = { kind: 'element' as const, name, open: raw, close: '', children: [] };
    inside().push(tag);
    if (!voidElements.test(name)) enter({ tag, name, at });
    return end;
  }

  function readClosingTag(raw: string, name: string): number {
    const last = open.at(-1);
    if (!last || !('tag' in last) || last.name !== name) {
      const opened = open.some((one) => 'tag' in one && one.name === name);
      throw opened && last
        ? refuse(
            'tag' in last ? 'neverClosed' : 'crossing',
            'tag' in last ? `<${last.name}>` : raw,
            'tag' in last ? last.at : at,
          )
        : refuse('closesNothing', raw);
    }
    last.tag.close = raw;
    open.pop();
    return at + raw.length;
  }

  function readRemark(ending: string): number {
    const end = source.indexOf(ending, at + 2);
    if (end < 0) throw refuse('neverEnds', source.slice(at, at + 20));
    const raw = source.slice(at, end + ending.length);
    checkInside(raw);
    inside().push({ kind: 'fixed', raw });
    return at + raw.length;
  }

  /** A condition that begins in a tag or comment has to end there. */
  function checkInside(raw: string): void {
    let depth = 0;
    for (let from = raw.indexOf('{{'); from >= 0; from = raw.indexOf('{{', from)) {
      const mustache = beginsMustache(raw, from) ? readMustache(raw, from) : undefined;
      if (mustache === null) throw refuse('halfInside', raw);
      if (mustache?.kind === 'open') depth += 1;
      if (mustache?.kind === 'close') depth -= 1;
      if (depth < 0 || (depth === 0 && mustache?.kind === 'else')) throw refuse('halfInside', raw);
      from += mustache?.raw.length ?? 2;
    }
    if (depth !== 0) throw refuse('halfInside', raw);
  }

  while (at < source.length) {
    if (beginsMustache(source, at)) at = readStatement();
    else if (source[at] === '<' && /^<[a-z]/i.test(source.slice(at, at + 2))) {
      const [, name = ''] = /^<([a-z][^\s/>{]*)/i.exec(source.slice(at, at + 80)) ?? [];
      at = readTag(name.toLowerCase());
    } else if (source.startsWith('</', at)) {
      const [raw = '', name = ''] = /^<\/([a-z][^\s/>{]*)\s*>/i.exec(source.slice(at, at + 200)) ?? [];
      if (raw === '') throw refuse('closesNothing', source.slice(at, at + 20));
      at = readClosingTag(raw, name.toLowerCase());
    } else if (source.startsWith('<!--', at)) at = readRemark('-->');
    else if (/^<[!?]/.test(source.slice(at, at + 2))) at = readRemark('>');
    else {
      const end = endOfWords(source, at);
      inside().push({ kind: 'text', raw: source.slice(at, end) });
      at = end;
    }
  }
  const left = open.at(-1);
  if (left)
    throw refuse('neverClosed', 'tag' in left ? `<${left.name}>` : (left.block.branches[0]?.open ?? ''), left.at);
  if (writeSource(root) !== source) throw refuse('halfInside', '', 0);
  return root;
}

/** Where a tag ends: at the first `>` that is neither in quotes nor in an expression. */
function endOfTag(source: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < source.length; ) {
    const mustache = beginsMustache(source, at) ? readMustache(source, at) : null;
    if (mustache) {
      at += mustache.raw.length;
      continue;
    }
    const character = source.charAt(at);
    at += 1;
    if (quote === '') {
      if (character === '>') return at;
      // A quote begins a value only after `=`; elsewhere it is part of a name.
      if ((character === '"' || character === "'") && /=\s*$/.test(source.slice(Math.max(start, at - 20), at - 1)))
        quote = character;
    } else if (character === quote) quote = '';
  }
  return -1;
}

function endOfWords(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '<' && /^<[a-z/!?]/i.test(source.slice(at, at + 2))) return at;
    if (source[at] === '{' && beginsMustache(source, at)) return at;
  }
  return source.length;
}
