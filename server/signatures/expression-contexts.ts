import type { Expression, Hidden } from './hidden-expressions.ts';
import { type HtmlToken, type OpenTag, tokenise } from './html-tokens.ts';
import { templateError } from './template.ts';
import { writesElements } from './template-language.ts';

/** Where a value stands, which decides how it is made harmless. */
export type ExpressionContext = 'text' | 'attribute' | 'link' | 'image' | 'linkPart';

/** Attributes that may hold a value as plain words. */
const wordAttributes = new Set(['alt', 'title', 'aria-label']);
/** Elements in which text may not stand: browsers move it out of the table. */
const noTextIn = new Set(['table', 'tbody', 'tr', 'ul', 'ol']);

interface Walk {
  contexts: ExpressionContext[];
  /** The opening place of each block that is still open. */
  blocks: string[];
  hidden: Hidden;
}

/**
 * The context of every expression in sanitised HTML, by its number. A block must open and close in the same place (the same
 * element's content, or the same attribute), so whatever a person's fields are, the elements stay those of the template:
 * the idea of Go's html/template. Throws TEMPLATE_INVALID at the expression.
 */
export function expressionContexts(html: string, hidden: Hidden): ExpressionContext[] {
  const walk: Walk = { contexts: [], blocks: [], hidden };
  const parents: { id: number; name: string }[] = [{ id: -1, name: '' }];
  for (const [id, token] of tokenise(html).entries()) {
    if (token.kind === 'text') readText(token, parents.at(-1) ?? { id: -1, name: '' }, walk);
    else if (token.kind === 'close') parents.pop();
    else {
      readAttributes(token, id, walk);
      if (!token.void) parents.push({ id, name: token.name });
    }
  }
  return walk.contexts;
}

function readText(token: HtmlToken & { kind: 'text' }, parent: { id: number; name: string }, walk: Walk): void {
  for (const [, index] of token.text.matchAll(walk.hidden.word)) {
    const expression = expressionAt(Number(index), walk);
    if (expression.kind === 'value' && noTextIn.has(parent.name)) {
      throw templateError(
        `${expression.written} stands directly in <${parent.name}>: put it into a cell.`,
        expression.place,
      );
    }
    walk.contexts[Number(index)] = 'text';
    readBlock(expression, `in ${parent.id}`, walk);
  }
}

function readAttributes(element: OpenTag, id: number, walk: Walk): void {
  for (const [name, value] of element.attributes) {
    let before = '';
    let end = 0;
    for (const match of value.matchAll(walk.hidden.word)) {
      const index = Number(match[1]);
      const expression = expressionAt(index, walk);
      before += value.slice(end, match.index);
      end = match.index + match[0].length;
      walk.contexts[index] = attributeContext(expression, element.name, name, before);
      readBlock(expression, `in ${id} ${name}`, walk);
      before += '\0';
    }
  }
}

function attributeContext(expression: Expression, element: string, name: string, before: string): ExpressionContext {
  if (expression.kind === 'value' && writesElements(expression.inner)) {
    throw templateError(`${expression.written} writes elements and can stand in text only.`, expression.place);
  }
  if (wordAttributes.has(name)) return 'attribute';
  if (name !== 'href' && name !== 'src') {
    throw templateError(
      `${expression.written} stands in “${name}”: values may stand in text, href, src, alt and title.`,
      expression.place,
    );
  }
  if (/^(\0|https?:\/\/[^\0/?#]+[/?#]|mailto:)/i.test(before)) return 'linkPart';
  if (before !== '' || expression.kind !== 'value') {
    throw templateError(
      `Give ${name} one whole value ({{link …}}, {{mailto …}}, {{tel …}}), or begin it with https://host/.`,
      expression.place,
    );
  }
  return element === 'img' ? 'image' : 'link';
}

function readBlock(expression: Expression, place: string, { blocks }: Walk): void {
  if (expression.kind === 'value') return;
  if (expression.kind === 'open') {
    blocks.push(place);
  } else {
    if (blocks.at(-1) !== place) {
      throw templateError(
        `${expression.written} must stand in the same element as the beginning of its block.`,
        expression.place,
      );
    }
    if (expression.kind === 'close') blocks.pop();
  }
}

function expressionAt(index: number, { hidden }: Walk): Expression {
  const expression = hidden.expressions[index];
  if (expression === undefined) throw new RangeError(`There is no expression ${index}`);
  return expression;
}
