import { LRUCache } from 'lru-cache';
import { defaultSettings, type TenantSettings } from './settings.ts';
import { storedSettings } from './stored-settings.ts';
import { findTenant } from './tenant-store.ts';

/** How long settings count; a change shows this much later at most, in every process. Milliseconds. */
const life = 2000;
const known = new LRUCache<string, true>({ max: 1000, ttl: life });
/** Of many requests that come when it is time, one asks. */
const asking = new Map<string, Promise<boolean>>();
const reading = new Map<string, Promise<TenantSettings>>();
const recent = new LRUCache<string, TenantSettings>({ max: 1000, ttl: life });

/** A tenant's settings as they were two seconds ago at most: for what is asked again and again. */
export async function settingsOf(tenantId: string): Promise<TenantSettings> {
  const before = recent.get(tenantId);
  if (before) return before;
  return reading.get(tenantId) ?? remember(tenantId, readSettings(tenantId));
}

/** Remembers what is read, unless it was to be forgotten meanwhile. */
async function remember(tenantId: string, read: Promise<TenantSettings>): Promise<TenantSettings> {
  reading.set(tenantId, read);
  try {
    const settings = await read;
    if (reading.get(tenantId) === read) recent.set(tenantId, settings);
    return settings;
  } finally {
    if (reading.get(tenantId) === read) reading.delete(tenantId);
  }
}

async function readSettings(tenantId: string): Promise<TenantSettings> {
  const tenant = await findTenant(tenantId);
  return tenant ? storedSettings(tenant.settings) : defaultSettings;
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
  reading.clear();
  recent.clear();
  known.clear();
}
