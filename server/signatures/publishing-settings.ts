import { findTenant, storedSettings } from '../tenants/index.ts';

/** Who may publish there, whether it takes two, and which clock schedules mean. */
export async function publishingSettings(
  tenantId: string,
): Promise<{ editors: boolean; approval: boolean; timeZone: string }> {
  const { signatures, sync } = storedSettings((await findTenant(tenantId))?.settings ?? {});
  return { ...signatures.publishing, timeZone: sync.auto.timeZone };
}
