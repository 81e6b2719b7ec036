import type { Condition } from '../../contract/index.ts';

/** Is there a comparison that compares with nothing? */
export function isIncomplete(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(isIncomplete);
  if ('any' in condition) return condition.any.some(isIncomplete);
  if (condition.operator === 'isEmpty') return false;
  return Array.isArray(condition.value)
    ? condition.value.every((value) => value.trim() === '')
    : condition.value.trim() === '';
}
