import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  AuditView,
  ComposeType,
  GrantView,
  Page,
  PersonChange,
  PersonKind,
  PersonView,
  SignatureAnswer,
} from '../../contract/index.ts';
import { get, getTagged } from './call.ts';

/** What the people list is narrowed to; empty text means everyone. */
export interface PeopleFilter {
  query: string;
  state: string;
  group: string;
  kind?: PersonKind;
}

const pageSize = 50;

/** The people of the tenant, page by page. The list stays while another search is on its way. */
export function usePeople(filter: PeopleFilter, options: { enabled?: boolean } = {}) {
  return useInfiniteQuery({
    queryKey: ['people', filter],
    queryFn: ({ signal, pageParam }) =>
      get<Page<PersonView>>('/people', { query: { ...filter, limit: pageSize, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
}

/** One person with the tag of their version. */
export function usePersonVersion(id: string) {
  return useQuery({
    queryKey: ['person', id],
    queryFn: ({ signal }) => getTagged<PersonView>(`/people/${encodeURIComponent(id)}`, { signal }),
  });
}

/** What a sync did to a person, as the history of runs tells it. */
export type PersonEvent = PersonChange & { runId: string; at: string };

/** What happened to a person: by syncs, and by hand. */
export function usePersonHistory(id: string) {
  return useQuery({
    queryKey: ['person', id, 'history'],
    queryFn: async ({ signal }) => {
      const [synced, byHand] = await Promise.all([
        get<{ items: PersonEvent[] }>(`/people/${encodeURIComponent(id)}/history`, { signal }),
        get<Page<AuditView>>('/audit', { query: { target: id, limit: 50 }, signal }),
      ]);
      return { synced: synced.items, byHand: byHand.items };
    },
  });
}

/** Who may send as a mailbox. */
export function useGrants(mailbox: string) {
  return useQuery({
    queryKey: ['person', mailbox, 'grants'],
    queryFn: ({ signal }) => get<{ items: GrantView[] }>(`/people/${encodeURIComponent(mailbox)}/grants`, { signal }),
  });
}

/** The signature of a person for one address and compose type; null when there is none. */
export function useSignature(id: string, from: string, composeType: ComposeType) {
  return useQuery({
    queryKey: ['person', id, 'signature', from, composeType],
    queryFn: async ({ signal }) => {
      const path = `/people/${encodeURIComponent(id)}/signature`;
      return (await get<SignatureAnswer | undefined>(path, { query: { from, composeType }, signal })) ?? null;
    },
  });
}
