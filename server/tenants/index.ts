export { applicationOf, createGraphTokens, type GraphTokens } from './application.ts';
export { consentUrl, missingPermissions, neededPermissions, optionalPermissions } from './consent.ts';
export { type Consents, createConsents } from './consents.ts';
export { expiryOf, expiryWarning } from './credential-expiry.ts';
export { createCredentialWatch } from './credential-watch.ts';
export { forgetSettings, isKnownTenant, settingsOf } from './recent-settings.ts';
export {
  autoSchema,
  defaultSettings,
  type Scope,
  settingAt,
  type TenantSettings,
  tenantSettingsSchema,
} from './settings.ts';
export { storedSettings } from './stored-settings.ts';
export { createTenants, type TenantService } from './tenant-service.ts';
export { findTenant, type Tenant } from './tenant-store.ts';
export { tenantWarnings, toTenantView } from './tenant-view.ts';
