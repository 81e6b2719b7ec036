import { conditionProblems } from '../people/index.ts';
import type { TenantSettings } from '../tenants/index.ts';

/** What a schema cannot see in a tenant's settings: regular expressions that are none. One sentence each. */
export function settingsProblems({ sync }: TenantSettings): string[] {
  return sync.importRules.flatMap(({ name, condition }) =>
    conditionProblems(condition).map((problem) => `The rule "${name}" has ${problem}`),
  );
}
