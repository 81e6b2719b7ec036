import type { Comparison, Condition } from '../../contract/index.ts';
import { labelOf } from '../people/person-words.ts';
import { conditionText } from './messages.ts';

/** What a field or directory attribute is called in a condition. */
export function attributeLabel(field: string): string {
  return conditionText.attributes[field] ?? labelOf(field);
}

/** How a comparison compares, in words. */
export function operatorLabel({ operator, not }: Pick<Comparison, 'operator' | 'not'>): string {
  return (not ? conditionText.isNot : conditionText.is)[operator];
}

const valueWords = (comparison: Comparison, groupName: (id: string) => string): string => {
  if (comparison.operator === 'isEmpty') return '';
  if (comparison.operator === 'memberOf') return groupName(comparison.value);
  return Array.isArray(comparison.value) ? comparison.value.join(', ') : `“${comparison.value}”`;
};

/** One comparison as a sentence: "Department is “Sales”". */
export function describeComparison(comparison: Comparison, groupName: (id: string) => string): string {
  const subject = comparison.operator === 'memberOf' ? conditionText.person : attributeLabel(comparison.field);
  return [subject, operatorLabel(comparison), valueWords(comparison, groupName)].filter(Boolean).join(' ');
}

/** A condition as a sentence, nested parts in brackets. */
export function describeCondition(condition: Condition, groupName: (id: string) => string): string {
  if ('operator' in condition) return describeComparison(condition, groupName);
  const [parts, word] = 'all' in condition ? [condition.all, conditionText.and] : [condition.any, conditionText.or];
  return parts
    .map((part) =>
      'operator' in part || parts.length === 1
        ? describeCondition(part, groupName)
        : `(${describeCondition(part, groupName)})`,
    )
    .join(` ${word} `);
}
