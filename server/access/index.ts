export { cookieOptions, createAccessRoutes } from './access-routes.ts';
export { giveRole, takeRole } from './admin-roles.ts';
export { type ApiTokens, createApiTokens } from './api-tokens.ts';
export type { Asker } from './asker.ts';
export { auditCsv } from './audit-csv.ts';
export { createAuditRoutes, toAuditView } from './audit-routes.ts';
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
export { createTokenRoutes } from './token-routes.ts';
export { createTokenVerifier, type TokenIdentity } from './token-verifier.ts';
export {
  askerOf,
  cookieOf,
  employeeOf,
  findAsker,
  type Identification,
  limitStrangers,
  refuseCrossSite,
  requireAsker,
  requireEmployee,
  requireRole,
} from './who.ts';
