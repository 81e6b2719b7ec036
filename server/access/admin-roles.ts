import type { Role } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { type Actor, audit } from './audit-store.ts';
import { grantRole, listRoleGrants, revokeRole } from './role-store.ts';

/** A role of one person: by object id; the address is for whoever reads the list. */
interface Granted {
  objectId: string;
  role: Role;
  address: string;
}

/** Grants a role and notes who did. */
export async function giveRole(tenantId: string, given: Granted, by: Actor, now: Date): Promise<void> {
  await grantRole(tenantId, { ...given, grantedAt: now });
  await audit(tenantId, { by, what: 'role.grant', targets: [`${tenantId}:${given.objectId}`], after: given }, now);
}

/**
 * Takes a role back, but not the last admin's: it is taken, counted, and put back where nobody would be left, so that two admins who
 * remove each other at the same moment don't both succeed. `evenLast` is for whoever runs the server, who can grant it again.
 * @throws {SignetError} NOT_FOUND, LAST_ADMIN
 */
export async function takeRole(
  tenantId: string,
  { objectId, role }: Pick<Granted, 'objectId' | 'role'>,
  by: Actor,
  now: Date,
  { evenLast = false }: { evenLast?: boolean } = {},
): Promise<void> {
  const before = (await listRoleGrants(tenantId)).find((one) => one.objectId === objectId && one.role === role);
  if (!before || !(await revokeRole(tenantId, objectId, role)))
    throw new SignetError(
      'NOT_FOUND',
      `The role ${role} was not granted here (app roles of Entra are taken away in Entra).`,
    );
  if (role === 'admin' && !evenLast && !(await listRoleGrants(tenantId)).some((grant) => grant.role === 'admin')) {
    await grantRole(tenantId, before);
    throw new SignetError('LAST_ADMIN');
  }
  const { address } = before;
  await audit(
    tenantId,
    { by, what: 'role.revoke', targets: [`${tenantId}:${objectId}`], before: { address, role } },
    now,
  );
}
