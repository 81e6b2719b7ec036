import type { TenantView, TenantWarning } from '../../contract/index.ts';
import type { EntraConfig } from '../platform/config.ts';
import { missingPermissions } from './consent.ts';
import { expiryWarning } from './credential-expiry.ts';
import type { Tenant } from './tenant-store.ts';

/** A tenant as JSON leaves the house. */
export function toTenantView(
  tenant: Tenant,
  { people, entra, now }: { people: number; entra: EntraConfig; now: Date },
): TenantView {
  const { setup } = tenant;
  const { roles } = tenant.access;
  return {
    id: tenant._id,
    name: tenant.name,
    connectedAt: tenant.connectedAt.toISOString(),
    access: accessOf(tenant),
    people,
    warnings: tenantWarnings(entra, now),
    ...(roles ? { permissions: { granted: roles, missing: missingPermissions(roles) } } : {}),
    ...(setup ? { setup: { step: setup.step, since: setup.since.toISOString() } } : {}),
  };
}

/** What an operator should know before it becomes a fault. */
export function tenantWarnings(entra: EntraConfig, now: Date): TenantWarning[] {
  const expiry = expiryWarning(entra.credential, now);
  return expiry ? [expiry] : [];
}

function accessOf({ access, disconnectedAt }: Tenant): TenantView['access'] {
  if (disconnectedAt) {
    const message = `Disconnected on ${disconnectedAt.toISOString().slice(0, 10)}; the people were kept and are looked after by hand.`;
    return { state: 'broken', code: 'NOT_CONNECTED', message };
  }
  const { code, message } = access;
  return code ? { state: 'broken', code, message: message ?? '' } : { state: 'connected' };
}
