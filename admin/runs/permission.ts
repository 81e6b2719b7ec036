import type { Role, SessionView, TenantView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';

function hasRole(session: SessionView, ...wanted: Role[]): boolean {
  return wanted.some((role) => session.roles.includes(role));
}

/** Why this session can't start a sync now, in words; undefined when it can. */
export function whyNotStart(session: SessionView, tenant: TenantView, running: boolean): string | undefined {
  if (!hasRole(session, 'admin', 'editor')) return messages.home.whyNot.role;
  if (tenant.access.state !== 'connected') return messages.home.whyNot.access;
  return running ? messages.home.whyNot.running : undefined;
}

/** Whether this session may start syncs at all. */
export function mayStart(session: SessionView): boolean {
  return hasRole(session, 'admin', 'editor');
}

/** Whether this session sees roles and API tokens. */
export function seesAccess(session: SessionView): boolean {
  return hasRole(session, 'admin', 'auditor');
}

/** Whether this session decides about connections and holds. */
export function isAdmin(session: SessionView): boolean {
  return hasRole(session, 'admin');
}
