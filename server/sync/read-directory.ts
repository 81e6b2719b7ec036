import type { DirectoryUser } from '../directory/index.ts';
import type { TenantSettings } from '../tenants/index.ts';
import { decide } from './import-rules.ts';
import { hashOf, mapUser } from './mapping.ts';
import type { ReadResult } from './plan.ts';

/** What turning users into wanted persons needs to know. */
export interface Reading {
  tenantId: string;
  sync: TenantSettings['sync'];
  /** Group ids by name, for every group that rules name; `Everyone` among them. */
  groupIds: Map<string, string>;
  everyone: string;
}

const nobody: ReadonlySet<string> = new Set();

/** An empty read, to be filled page by page. */
export function emptyRead(): ReadResult {
  return { seen: 0, wanted: new Map(), skipped: new Map() };
}

/**
 * Adds a page of users to what was read: mapped, decided on, each person once (the last one counts, Graph may repeat itself).
 * Users without anything but an id are no data but a fault of permission, and are refused by the caller.
 */
export function addPage(read: ReadResult, users: DirectoryUser[], reading: Reading): void {
  for (const user of users) {
    if (user['@removed']) continue;
    const mapped = mapUser(user);
    const id = `${reading.tenantId}:${mapped.objectId}`;
    if (!read.wanted.has(id) && !read.skipped.has(id)) read.seen += 1;
    const decision = decide(mapped, { user, memberOf: nobody }, reading.sync);
    if (!decision.import) {
      read.wanted.delete(id);
      read.skipped.set(id, decision.reason);
      continue;
    }
    const groupIds = [...new Set([reading.everyone, ...decision.groups])].flatMap(
      (name) => reading.groupIds.get(name) ?? [],
    );
    read.skipped.delete(id);
    read.wanted.set(id, {
      person: {
        id,
        objectId: mapped.objectId,
        kind: mapped.kind,
        address: mapped.address,
        addresses: mapped.addresses,
        fields: mapped.fields,
        groupIds,
        rank: mapped.rank,
        hash: hashOf(mapped, groupIds),
      },
      name: mapped.fields.displayName ?? mapped.address ?? id,
      issues: mapped.issues,
    });
  }
}
