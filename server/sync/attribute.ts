import type { DirectoryUser } from '../directory/index.ts';

/** Names people use for what Graph keeps one level down. */
function pathOf(name: string): string[] {
  if (/^extensionAttribute\d{1,2}$/i.test(name)) return ['onPremisesExtensionAttributes', name];
  if (name === 'costCenter' || name === 'division') return ['employeeOrgData', name];
  if (name === 'managerName') return ['manager', 'displayName'];
  if (name === 'managerMail') return ['manager', 'mail'];
  if (name === 'businessPhone') return ['businessPhones'];
  return name.split('.');
}

/** Paths that were asked for before: every user is asked for the same few. */
const paths = new Map<string, string[]>();

function knownPathOf(name: string): string[] {
  const known = paths.get(name);
  if (known) return known;
  const path = pathOf(name);
  if (paths.size > 1000) paths.clear();
  paths.set(name, path);
  return path;
}

/** The values of a directory attribute as text: none where it is empty, several where it is a list. */
export function attributeOf(user: DirectoryUser, name: string): string[] {
  return textsOf(valueAt(user, name));
}

/** The first value of a directory attribute; empty text where there is none. */
export function firstTextOf(user: DirectoryUser, name: string): string {
  const value = valueAt(user, name);
  return typeof value === 'string' ? value.trim() : (textsOf(value)[0] ?? '');
}

function valueAt(user: DirectoryUser, name: string): unknown {
  let value: unknown = user;
  for (const step of knownPathOf(name)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  return [];
}
