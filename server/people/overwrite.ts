import { settingsOf } from '../tenants/index.ts';

/** Does the directory overwrite what was entered by hand in this tenant (`sync.overwriteByHand`)? */
export async function directoryOverwrites(tenantId: string): Promise<boolean> {
  return (await settingsOf(tenantId)).sync.overwriteByHand;
}
