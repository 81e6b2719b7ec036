import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CampaignInput, CampaignView, ImageView } from '../../contract/index.ts';
import { change, get, getTagged } from './call.ts';

const listKey = ['campaigns'] as const;
const pathOf = (id: string) => `/campaigns/${encodeURIComponent(id)}`;

/** All campaigns. */
export function useCampaigns() {
  return useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => get<{ items: CampaignView[] }>('/campaigns', { signal }),
  });
}

/** One campaign with the tag of its version, read when somebody begins to edit it. */
export function useCampaign(id: string | undefined) {
  return useQuery({
    queryKey: ['campaign', id],
    queryFn: ({ signal }) => getTagged<CampaignView>(pathOf(id ?? ''), { signal }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** The images of the library. */
export function useImages() {
  return useQuery({
    queryKey: ['images'],
    queryFn: ({ signal }) => get<{ items: ImageView[] }>('/images', { signal }),
  });
}

function useCampaignMutation<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      for (const queryKey of [listKey, ['explain'], ['person']]) void client.invalidateQueries({ queryKey });
    },
  });
}

/** A new campaign, or another content of one; the latter only if nobody else changed it since. */
export function useSaveCampaign() {
  return useCampaignMutation(
    ({ id, input, tag }: { id: string | undefined; input: CampaignInput; tag: string | undefined }) =>
      id === undefined
        ? change<CampaignView>('POST', '/campaigns', { body: input })
        : change<CampaignView>('PUT', pathOf(id), { body: input, ...(tag ? { tag } : {}) }),
  );
}

/** Deletes one. */
export function useDeleteCampaign() {
  return useCampaignMutation((id: string) => change<undefined>('DELETE', pathOf(id)));
}
