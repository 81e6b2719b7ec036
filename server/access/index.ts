export { cookieOptions, createAccessRoutes } from './access-routes.ts';
export { createAuditRoutes } from './audit-routes.ts';
export {
  type Actor,
  type AuditEntry,
  type AuditRecord,
  actorOf,
  audit,
  commandActor,
  listAudit,
  scrubActor,
  scrubAudit,
} from './audit-store.ts';
export { grantRole, listRoleGrants, type RoleGrant, revokeAllRoles, revokeRole, rolesOf } from './role-store.ts';
export { createSealer, type Sealer } from './sealed.ts';
export { deleteSessionsOf, listSessionsOf } from './session-store.ts';
export { createSessions, type Sessions } from './sessions.ts';
export { createSignIn, type SignedIn, type SignIn } from './sign-in.ts';
export { createTokenVerifier, type TokenIdentity } from './token-verifier.ts';
export {
  type Asker,
  askerOf,
  cookieOf,
  employeeOf,
  findAsker,
  refuseCrossSite,
  requireRole,
  requireSession,
  requireToken,
} from './who.ts';
