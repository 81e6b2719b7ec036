import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { GroupView } from '../../contract/index.ts';
import { change, get } from './call.ts';

/** The groups of the tenant, with how many people are in each. */
export function useGroups() {
  return useQuery({
    queryKey: ['groups'],
    queryFn: ({ signal }) => get<{ items: GroupView[] }>('/groups', { signal }),
  });
}

/** Makes a group that is filled by hand. */
export function useAddGroup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (name: string) => (await change<GroupView>('POST', '/groups', { body: { name } })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: ['groups'] }),
  });
}
