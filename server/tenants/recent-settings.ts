import { LRUCache } from 'lru-cache';
import { defaultSettings, type TenantSettings, tenantSettingsSchema } from './settings.ts';
import { findTenant } from './tenant-store.ts';

/** How long settings count; a change shows this much later at most, in every process. Milliseconds. */
const life = 2000;
const known = new LRUCache<string, true>({ max: 1000, ttl: life });
/** Of many requests that come when it is time, one asks. */
const asking = new Map<string, Promise<boolean>>();
const recent = new LRUCache<string, TenantSettings>({ max: 1000, ttl: life });

/** A tenant's settings as they were two seconds ago at most: for what is asked again and again. */
export async function settingsOf(tenantId: string): Promise<TenantSettings> {
  const before = recent.get(tenantId);
  if (before) return before;
  const tenant = await findTenant(tenantId);
  const settings = tenant ? tenantSettingsSchema.parse(tenant.settings) : defaultSettings;
  recent.set(tenantId, settings);
  return settings;
}

/** Is the tenant known here, as it was two seconds ago at most? One that has just come is known at once. */
export async function isKnownTenant(tenantId: string): Promise<boolean> {
  if (known.has(tenantId)) return true;
  const asked = asking.get(tenantId) ?? askForTenant(tenantId).finally(() => asking.delete(tenantId));
  asking.set(tenantId, asked);
  return asked;
}

async function askForTenant(tenantId: string): Promise<boolean> {
  const found = (await findTenant(tenantId)) !== null;
  if (found) known.set(tenantId, true);
  return found;
}

/** Forgets what is remembered, so that the next answer is read. */
export function forgetSettings(): void {
  recent.clear();
  known.clear();
}
