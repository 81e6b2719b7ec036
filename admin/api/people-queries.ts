import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ComposeType, Page, PersonView, SignatureAnswer } from '../../contract/index.ts';
import { get } from './call.ts';

/** What the people list is narrowed to; empty text means everyone. */
export interface PeopleFilter {
  query: string;
  state: string;
  group: string;
}

const pageSize = 50;

/** The people of the tenant, page by page. The list stays while another search is on its way. */
export function usePeople(filter: PeopleFilter) {
  return useInfiniteQuery({
    queryKey: ['people', filter],
    queryFn: ({ signal, pageParam }) =>
      get<Page<PersonView>>('/people', { query: { ...filter, limit: pageSize, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** One person. */
export function usePerson(id: string) {
  return useQuery({
    queryKey: ['person', id],
    queryFn: ({ signal }) => get<PersonView>(`/people/${encodeURIComponent(id)}`, { signal }),
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
