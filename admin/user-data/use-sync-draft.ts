import type { SyncSettings } from '../../contract/index.ts';
import { type SettingsDraft, useSettingsDraft } from '../parts/use-settings-draft.ts';

/** Some of the settings of the sync while they are being edited. */
export type SyncDraft<Name extends keyof SyncSettings> = SettingsDraft<Pick<SyncSettings, Name>>;

/** A draft of these settings of the sync; null until they are read. */
export function useSyncDraft<Name extends keyof SyncSettings>(...names: Name[]) {
  return useSettingsDraft('sync', names);
}
