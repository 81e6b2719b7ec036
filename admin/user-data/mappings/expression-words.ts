import type { Expression } from '../../../contract/index.ts';
import { attributeLabel } from '../../conditions/condition-words.ts';
import { mappingText } from './messages.ts';

export const expressionKinds = [
  'property',
  'text',
  'firstOf',
  'join',
  'upper',
  'lower',
  'title',
  'replace',
  'prefix',
  'phone',
] as const;
export type ExpressionKind = (typeof expressionKinds)[number];

/** What kind of expression it is. `text` is also a part of `prefix`, so it is asked for last. */
export function kindOf(expression: Expression): ExpressionKind {
  if (typeof expression === 'string') return 'property';
  return (
    expressionKinds.find((kind) => kind !== 'text' && kind !== 'property' && Object.hasOwn(expression, kind)) ?? 'text'
  );
}

/** The expressions inside an expression. */
export function innerOf(expression: Expression): Expression[] {
  if (typeof expression === 'string') return [];
  if ('firstOf' in expression) return expression.firstOf;
  if ('join' in expression) return expression.join;
  if ('upper' in expression) return [expression.upper];
  if ('lower' in expression) return [expression.lower];
  if ('title' in expression) return [expression.title];
  if ('replace' in expression) return [expression.replace];
  if ('prefix' in expression) return [expression.prefix];
  if ('phone' in expression) return [expression.phone];
  return [];
}

/** An expression of another kind that keeps what was inside. */
export function ofKind(kind: ExpressionKind, before: Expression): Expression {
  const [first = typeof before === 'string' ? before : 'displayName', ...rest] = innerOf(before);
  const inner = innerOf(before).length > 0 ? first : before;
  switch (kind) {
    case 'property':
      return typeof inner === 'string' ? inner : 'displayName';
    case 'text':
      return { text: '' };
    case 'firstOf':
      return { firstOf: rest.length > 0 ? [first, ...rest] : [inner] };
    case 'join':
      return { join: rest.length > 0 ? [first, ...rest] : [inner], separator: ' ' };
    case 'upper':
      return { upper: inner };
    case 'lower':
      return { lower: inner };
    case 'title':
      return { title: inner };
    case 'replace':
      return { replace: inner, find: ' ', with: ' ' };
    case 'prefix':
      return { prefix: inner, text: '' };
    case 'phone':
      return { phone: inner, country: 'usageLocation', format: 'international' };
  }
}

/** An expression in words. */
export function describeExpression(expression: Expression | null): string {
  if (expression === null) return mappingText.nowhere;
  if (typeof expression === 'string') return attributeLabel(expression);
  const { words } = mappingText;
  if ('firstOf' in expression) return words.firstOf(expression.firstOf.map(describeExpression).join(', '));
  if ('join' in expression) return expression.join.map(describeExpression).join(` “${expression.separator}” `);
  if ('upper' in expression) return words.upper(describeExpression(expression.upper));
  if ('lower' in expression) return words.lower(describeExpression(expression.lower));
  if ('title' in expression) return words.title(describeExpression(expression.title));
  if ('replace' in expression)
    return words.replace(describeExpression(expression.replace), expression.find, expression.with);
  if ('prefix' in expression) return `“${expression.text}” + ${describeExpression(expression.prefix)}`;
  if ('phone' in expression) return words.phone(describeExpression(expression.phone));
  return `“${expression.text}”`;
}
