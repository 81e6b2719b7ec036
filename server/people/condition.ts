import { RE2JS } from 're2js';
import type { Comparison, Condition, ConditionTrail } from '../../contract/index.ts';

/** Someone as conditions see them: a directory user, or a person. */
export interface Subject {
  /** The values of a field; none where it is empty. */
  valuesOf(field: string): string[];
  /** The ids of the groups they are in, lower case, as far as conditions ask about them. */
  memberOf: ReadonlySet<string>;
}

/** Does the condition hold for them? */
export function holds(condition: Condition, subject: Subject): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, subject));
  if ('any' in condition) return condition.any.some((part) => holds(part, subject));
  return compare(condition, actualOf(condition, subject)) !== (condition.not ?? false);
}

/** Why it holds or doesn't: each comparison with the value it met. */
export function explainCondition(condition: Condition, subject: Subject): ConditionTrail {
  if ('all' in condition || 'any' in condition) {
    const kind = 'all' in condition ? 'all' : 'any';
    const parts = ('all' in condition ? condition.all : condition.any).map((part) => explainCondition(part, subject));
    return {
      kind,
      parts,
      holds: kind === 'all' ? parts.every((part) => part.holds) : parts.some((part) => part.holds),
    };
  }
  return {
    kind: 'comparison',
    comparison: condition,
    actual: actualOf(condition, subject),
    holds: holds(condition, subject),
  };
}

/** The groups that a condition asks about. */
export function groupsAskedAbout(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(groupsAskedAbout);
  if ('any' in condition) return condition.any.flatMap(groupsAskedAbout);
  return condition.operator === 'memberOf' ? [condition.value.toLowerCase()] : [];
}

/** What is wrong with a condition's regular expressions, one sentence each. */
export function conditionProblems(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(conditionProblems);
  if ('any' in condition) return condition.any.flatMap(conditionProblems);
  if (condition.operator !== 'matches') return [];
  const problem = regexProblem(condition.value);
  return problem === null ? [] : [`a regular expression that cannot be read (${condition.value}): ${problem}`];
}

/** What is wrong with a regular expression, or null. Expressions run in linear time (RE2), so that none can stall a sync. */
export function regexProblem(source: string): string | null {
  try {
    compiled(source);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function actualOf(comparison: Comparison, { valuesOf, memberOf }: Subject): string[] {
  if (comparison.operator !== 'memberOf') return valuesOf(comparison.field);
  return memberOf.has(comparison.value.toLowerCase()) ? [comparison.value] : [];
}

function compare(comparison: Comparison, actual: string[]): boolean {
  switch (comparison.operator) {
    case 'isEmpty':
      return actual.length === 0;
    case 'memberOf':
      return actual.length > 0;
    case 'in': {
      const wanted = new Set(comparison.value.map(folded));
      return actual.some((value) => wanted.has(folded(value)));
    }
    case 'matches': {
      const pattern = compiled(comparison.value);
      return actual.some((value) => pattern.matcher(value).find());
    }
    default:
      return compareText(comparison.operator, folded(comparison.value), actual.map(folded));
  }
}

function compareText(
  operator: 'equals' | 'contains' | 'startsWith' | 'endsWith',
  wanted: string,
  actual: string[],
): boolean {
  if (operator === 'equals') return wanted === '' ? actual.length === 0 : actual.includes(wanted);
  const test = {
    contains: (value: string) => value.includes(wanted),
    startsWith: (value: string) => value.startsWith(wanted),
    endsWith: (value: string) => value.endsWith(wanted),
  }[operator];
  return actual.some(test);
}

/** Letter case and the ways of writing an accent make no difference. */
function folded(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

const patterns = new Map<string, RE2JS>();

function compiled(source: string): RE2JS {
  const known = patterns.get(source);
  if (known) return known;
  const pattern = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  if (patterns.size > 1000) patterns.clear();
  patterns.set(source, pattern);
  return pattern;
}
