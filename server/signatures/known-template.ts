import { SignetError } from '../platform/errors.ts';
import type { Template, TemplateVersion } from './template.ts';
import { readTemplate, readVersion } from './template-store.ts';

/** @throws {SignetError} TEMPLATE_UNKNOWN */
export async function knownTemplate(tenantId: string, id: string): Promise<Template> {
  const template = await readTemplate(tenantId, id);
  if (!template) throw new SignetError('TEMPLATE_UNKNOWN', `There is no template “${id}”.`);
  return template;
}

/** The version that people get, where there is one. */
export async function publishedOf({ tenantId, id, published }: Template): Promise<TemplateVersion | undefined> {
  return published === 0 ? undefined : ((await readVersion(tenantId, id, published)) ?? undefined);
}

/** @throws {SignetError} IN_USE for what can be given to nobody and changed by nobody until it is restored */
export function refuseArchived({ id, archivedAt }: Template): void {
  if (archivedAt) throw new SignetError('VALIDATION', `“${id}” is archived: restore it first.`);
}
