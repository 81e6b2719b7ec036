import type { Condition, Expression } from '../../contract/index.ts';
import { userSelectWith } from '../directory/index.ts';
import type { TenantSettings } from '../tenants/index.ts';

/** What has to be read of each user for these rules and mappings. */
export function selectFor({ importRules, mappings }: Pick<TenantSettings['sync'], 'importRules' | 'mappings'>): string {
  const inRules = importRules.flatMap(({ condition }) => attributesIn(condition));
  const inMappings = Object.values(mappings).flatMap((mapping) => (mapping ? attributesOf(mapping.from) : []));
  return userSelectWith([...inRules, ...inMappings]);
}

function attributesIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(attributesIn);
  if ('any' in condition) return condition.any.flatMap(attributesIn);
  return condition.operator === 'memberOf' ? [] : [condition.field];
}

function attributesOf(expression: Expression): string[] {
  if (typeof expression === 'string') return [expression];
  if ('firstOf' in expression) return expression.firstOf.flatMap(attributesOf);
  if ('join' in expression) return expression.join.flatMap(attributesOf);
  if ('upper' in expression) return attributesOf(expression.upper);
  if ('lower' in expression) return attributesOf(expression.lower);
  if ('title' in expression) return attributesOf(expression.title);
  if ('replace' in expression) return attributesOf(expression.replace);
  if ('prefix' in expression) return attributesOf(expression.prefix);
  if ('phone' in expression)
    return [...attributesOf(expression.phone), ...(expression.country ? attributesOf(expression.country) : [])];
  return [];
}
