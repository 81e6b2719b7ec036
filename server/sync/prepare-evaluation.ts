import { type Graph, readMemberIds } from '../directory/index.ts';
import { everyone, groupId } from '../groups/index.ts';
import { groupsAskedAbout, readMembersRemembered, readPurposes } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { TenantSettings } from '../tenants/index.ts';
import { type Evaluation, revisionOf } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { Memberships } from './memberships.ts';

/** What evaluation needs, read once per run: Signet's groups, members of the directory groups that rules ask about, mailbox purposes. */
export async function prepareEvaluation(
  tenantId: string,
  sync: TenantSettings['sync'],
  { graph, signal }: { graph: Graph; signal: AbortSignal },
): Promise<{ evaluation: Evaluation; groups: Facts['groups']; notes: string[] }> {
  const names = [everyone, ...sync.importRules.flatMap((rule) => rule.groups)];
  const asked = [...new Set(sync.importRules.flatMap((rule) => groupsAskedAbout(rule.condition)))];
  const memberships = new Memberships();
  const groups: Facts['groups'] = [];
  const notes: string[] = [];
  for (const asking of asked) {
    const ids = await membersOf(graph, asking, signal);
    if (!ids) notes.push(`The directory group ${asking} that a rule asks about is missing; its last members are kept.`);
    memberships.add(asking, ids ?? (await readMembersRemembered(tenantId, asking)));
    groups.push({ id: asking, before: null, now: ids ? ids.size : null });
  }
  const evaluation: Evaluation = {
    tenantId,
    sync,
    everyone,
    groupIds: new Map(names.map((name) => [name, groupId(tenantId, name)])),
    memberships: asked.length > 0 ? memberships : null,
    purposes: await readPurposes(tenantId),
    revision: revisionOf(sync),
  };
  return { evaluation, groups, notes };
}

/** The members of a directory group, or null where it has vanished. */
async function membersOf(graph: Graph, groupId: string, signal: AbortSignal): Promise<Set<string> | null> {
  try {
    return await readMemberIds(graph, groupId, { signal });
  } catch (error) {
    if (error instanceof SignetError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
