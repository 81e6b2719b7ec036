import type { ConditionTrail } from './condition.ts';
import type { ImportRule } from './import-rule.ts';
import type { PersonFields } from './person.ts';

/** A directory group as the scope's type-ahead offers it. */
export interface DirectoryGroupView {
  id: string;
  name: string;
  mail?: string;
  kind: 'microsoft365' | 'security' | 'mailEnabledSecurity' | 'distribution';
  /** Users in it, nested groups included; absent where Graph did not say in time. */
  members?: number;
}

/** `GET /api/v1/directory/groups?query=`. */
export interface DirectoryGroupsAnswer {
  items: DirectoryGroupView[];
}

/** What scope, rules and mappings make of one directory user, with every value that a condition met. */
export interface UserExplanation {
  address: string;
  import: boolean;
  reason: string;
  groups: string[];
  fields: PersonFields;
  rules: { rule: string; action: ImportRule['action']; groups: string[]; trail: ConditionTrail }[];
}
