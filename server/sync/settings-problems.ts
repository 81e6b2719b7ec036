import type { Condition } from '../../contract/index.ts';
import type { TenantSettings } from '../tenants/index.ts';
import { regexProblem } from './condition.ts';

/** What a schema cannot see in a tenant's settings: regular expressions that are none. One sentence each. */
export function settingsProblems({ sync }: TenantSettings): string[] {
  return sync.importRules.flatMap((rule) =>
    expressionsIn(rule.condition).flatMap((source) => {
      const problem = regexProblem(source);
      return problem
        ? [`The rule "${rule.name}" has a regular expression that cannot be read (${source}): ${problem}`]
        : [];
    }),
  );
}

function expressionsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(expressionsIn);
  if ('any' in condition) return condition.any.flatMap(expressionsIn);
  return condition.operator === 'matches' ? [condition.value] : [];
}
