import { useQuery } from '@tanstack/react-query';
import type { CoverageSummary, RunDaysView, UnsignedView } from '../../contract/index.ts';
import { get } from './call.ts';

/** How many people get no signature today, and some of them. */
export function useUnsigned() {
  return useQuery({
    queryKey: ['people-without-signature'],
    queryFn: ({ signal }) => get<UnsignedView>('/people-without-signature', { signal }),
    staleTime: 60_000,
  });
}

/** How far the add-in has come. */
export function useCoverageSummary() {
  return useQuery({
    queryKey: ['coverage-summary'],
    queryFn: ({ signal }) => get<CoverageSummary>('/deliveries/summary', { signal }),
    staleTime: 60_000,
  });
}

/** What syncs did, day by day, today included. */
export function useRunDays(days: number) {
  return useQuery({
    queryKey: ['run-days', days],
    queryFn: ({ signal }) => get<RunDaysView>('/sync/days', { query: { days }, signal }),
    staleTime: 60_000,
  });
}
