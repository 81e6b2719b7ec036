import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CampaignInput, CampaignsAnswer, CampaignView, ClicksAnswer } from '../../contract/index.ts';
import { change, get, getTagged } from './call.ts';

const listKey = ['campaigns'] as const;
const pathOf = (id: string) => `/campaigns/${encodeURIComponent(id)}`;

/** All campaigns. */
export function useCampaigns() {
  return useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => get<CampaignsAnswer>('/campaigns', { signal }),
  });
}

/** One campaign as it is now, with the tag of its version. */
export function readCampaign(id: string, signal?: AbortSignal) {
  return getTagged<CampaignView>(pathOf(id), signal ? { signal } : {});
}

/** The same, read when somebody begins to edit it. */
export function useCampaign(id: string | undefined) {
  return useQuery({
    queryKey: ['campaign', id],
    queryFn: ({ signal }) => readCampaign(id ?? '', signal),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** How often banners were clicked in the last days, today included. */
export function useClicks(days: number) {
  return useQuery({
    queryKey: ['campaign-clicks', days],
    queryFn: ({ signal }) => get<ClicksAnswer>('/campaign-clicks', { query: { days }, signal }),
  });
}

function useCampaignMutation<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      for (const queryKey of [listKey, ['campaign-clicks'], ['explain'], ['person']])
        void client.invalidateQueries({ queryKey });
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

/** Brings a deleted one back. */
export function useRestoreCampaign() {
  return useCampaignMutation((campaign: CampaignInput & { id: string }) =>
    change<CampaignView>('POST', '/campaigns', { body: campaign }),
  );
}

/** Deletes one. */
export function useDeleteCampaign() {
  return useCampaignMutation((id: string) => change<undefined>('DELETE', pathOf(id)));
}
