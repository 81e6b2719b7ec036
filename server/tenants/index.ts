export { applicationOf, createGraphTokens, type GraphTokens } from './application.ts';
export { consentUrl, neededPermissions } from './consent.ts';
export {
  defaultSettings,
  type Scope,
  settingAt,
  type TenantSettings,
  tenantSettingsSchema,
} from './settings.ts';
export { createTenants, type TenantService } from './tenant-service.ts';
export { findTenant, type Tenant } from './tenant-store.ts';
