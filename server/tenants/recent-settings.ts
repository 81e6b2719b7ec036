import { LRUCache } from 'lru-cache';
import { defaultSettings, type TenantSettings, tenantSettingsSchema } from './settings.ts';
import { findTenant } from './tenant-store.ts';

/** How long settings count; a change shows this much later at most, in every process. Milliseconds. */
const life = 2000;
const recent = new LRUCache<string, TenantSettings>({ max: 1000, ttl: life });

/** A tenant's settings as they were two seconds ago at most: for what is asked again and again. */
export async function settingsOf(tenantId: string): Promise<TenantSettings> {
  const known = recent.get(tenantId);
  if (known) return known;
  const tenant = await findTenant(tenantId);
  const settings = tenant ? tenantSettingsSchema.parse(tenant.settings) : defaultSettings;
  recent.set(tenantId, settings);
  return settings;
}

/** Forgets what is remembered, so that the next answer is read. */
export function forgetSettings(): void {
  recent.clear();
}
