import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CoverageSummary, CoverageView, DeliveriesView, Page } from '../../contract/index.ts';
import { get } from './call.ts';

/** What the list of who has the signature is narrowed to; empty text means everyone. */
export interface CoverageFilter {
  query: string;
  seen: string;
  client: string;
  outcome: string;
}

const pageSize = 50;

/** Who has the signature in Outlook, page by page. The list stays while another one is on its way. */
export function useCoverage(filter: CoverageFilter) {
  return useInfiniteQuery({
    queryKey: ['deliveries', 'coverage', filter],
    queryFn: ({ signal, pageParam }) =>
      get<Page<CoverageView>>('/deliveries', { query: { ...filter, limit: pageSize, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** How many people were heard of, by outcome, Outlook and version. */
export function useCoverageSummary() {
  return useQuery({
    queryKey: ['deliveries', 'summary'],
    queryFn: ({ signal }) => get<CoverageSummary>('/deliveries/summary', { signal }),
  });
}

/** One person's deliveries, the newest first. */
export function useDeliveries(personId: string) {
  return useQuery({
    queryKey: ['deliveries', 'person', personId],
    queryFn: ({ signal }) => get<DeliveriesView>(`/deliveries/${encodeURIComponent(personId)}`, { signal }),
  });
}
