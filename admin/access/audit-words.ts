import type { AuditView, FieldChange } from '../../contract/index.ts';
import { accessText } from './messages.ts';

/** What the log tells of, as the first word of each entry names it. */
export const auditSubjects = Object.keys(accessText.subjects) as (keyof typeof accessText.subjects)[];

/** `role.grant` in words; what is not known is shown as it is. */
export function describeDeed(what: string): string {
  const [subject = '', verb = ''] = what.split('.');
  const known = auditSubjects.find((one) => one === subject);
  return `${known ? accessText.subjects[known] : subject}: ${accessText.verbs[verb] ?? verb}`;
}

/** What differs between before and after, value by value; what is nested is named by its path. */
export function changesOf({ before, after }: Pick<AuditView, 'before' | 'after'>): FieldChange[] {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => was.get(field) !== is.get(field))
    .map((field) => ({ field, old: was.get(field) ?? '', new: is.get(field) ?? '' }));
}

function valuesOf(value: unknown, path = ''): Map<string, string> {
  if (value === undefined || value === null) return new Map();
  if (typeof value !== 'object' || Array.isArray(value)) {
    return new Map([[path, typeof value === 'string' ? value : JSON.stringify(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [...valuesOf(inner, path === '' ? name : `${path}.${name}`)]),
  );
}
