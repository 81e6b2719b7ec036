import { queryOptions, useQuery } from '@tanstack/react-query';
import type {
  DefaultSources,
  DirectoryGroupsAnswer,
  DirectoryUsersAnswer,
  ImportRule,
  Mappings,
  ScheduleView,
  SettingsView,
  UserExplanation,
} from '../../contract/index.ts';
import { change, get, getTagged } from './call.ts';

/** The settings of the tenant with the tag of their version. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => getTagged<SettingsView>('/settings', { signal }),
});

/** Replaces a section of the settings, if it is still the version with this tag. */
export function saveSettings<Section extends keyof SettingsView>(
  section: Section,
  value: SettingsView[Section],
  tag: string | undefined,
) {
  return change<SettingsView>('PATCH', '/settings', { body: { path: section, value }, tag });
}

/** Where fields come from unless a mapping says otherwise. */
export function useDefaultSources() {
  return useQuery({
    queryKey: ['mapping-defaults'],
    queryFn: ({ signal }) => get<DefaultSources>('/mappings/defaults', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Directory groups whose name or address fits what is typed. */
export function useGroupSearch(query: string, enabled: boolean) {
  return useQuery({
    queryKey: ['directory-groups', query],
    queryFn: ({ signal }) => get<DirectoryGroupsAnswer>('/directory/groups', { query: { query }, signal }),
    enabled,
    staleTime: 60_000,
  });
}

/** People of the directory whose name or address fits what is typed. */
export function useUserSearch(query: string, enabled: boolean) {
  return useQuery({
    queryKey: ['directory-users', query],
    queryFn: ({ signal }) => get<DirectoryUsersAnswer>('/directory/users', { query: { query }, signal }),
    enabled,
    staleTime: 60_000,
  });
}

/** The directory groups with these ids, as far as they are still there. */
export function useGroupsById(ids: readonly string[]) {
  const wanted = [...ids].sort().join(',');
  return useQuery({
    queryKey: ['directory-groups-by-id', wanted],
    queryFn: ({ signal }) => get<DirectoryGroupsAnswer>('/directory/groups', { query: { ids: wanted }, signal }),
    enabled: ids.length > 0,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
}

/** When syncs would start with this time and zone. */
export function useNextRuns(time: string, timeZone: string) {
  return useQuery({
    queryKey: ['schedule', time, timeZone],
    queryFn: ({ signal }) => get<ScheduleView>('/sync/schedule', { query: { time, timeZone }, signal }),
    placeholderData: (before) => before,
    retry: false,
  });
}

/** What rules that are not saved yet would make of one person. */
export function useTestedRules(address: string | undefined, rules: readonly ImportRule[]) {
  return useQuery({
    queryKey: ['tested-rules', address, JSON.stringify(rules)],
    queryFn: async ({ signal }) =>
      (await change<UserExplanation>('POST', '/import-rules/test', { body: { address, rules }, signal })).data,
    enabled: address !== undefined,
    placeholderData: (before) => before,
    retry: false,
  });
}

/** What mappings that are not saved yet would make of one person. */
export function useMappedFields(address: string | undefined, mappings: Mappings) {
  return useQuery({
    queryKey: ['mapped-fields', address, JSON.stringify(mappings)],
    queryFn: async ({ signal }) =>
      (await change<UserExplanation>('POST', '/mappings/test', { body: { address, mappings }, signal })).data,
    enabled: address !== undefined,
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
}
