import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page, PersonChange, RunView, SyncSettings } from '../../contract/index.ts';
import { isRunning } from '../runs/standing.ts';
import { apiUrl, get, post } from './call.ts';

const runsKey = ['runs'] as const;
const whileRunning = 1_500;
const whileQuiet = 20_000;

/** The newest runs, newest first. Asked for again every 1.5 s while one runs, every 20 s otherwise (someone else may start one). */
export function useRuns() {
  return useQuery({
    queryKey: runsKey,
    queryFn: ({ signal }) => get<Page<RunView>>('/sync/runs', { query: { limit: 10 }, signal }),
    staleTime: 1_000,
    refetchInterval: (query) => (query.state.data?.items.some(isRunning) ? whileRunning : whileQuiet),
  });
}

/** The list with `run` in its place, or in front when it is new. */
export function withRun(page: Page<RunView> | undefined, run: RunView): Page<RunView> {
  const items = page?.items ?? [];
  const known = items.some((item) => item.runId === run.runId);
  return { ...page, items: known ? items.map((item) => (item.runId === run.runId ? run : item)) : [run, ...items] };
}

function useRunMutation<Input>(send: (input: Input) => Promise<RunView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (run) => {
      await client.cancelQueries({ queryKey: runsKey });
      client.setQueryData<Page<RunView>>(runsKey, (page) => withRun(page, run));
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['run'] });
      return client.invalidateQueries({ queryKey: runsKey });
    },
  });
}

/** Starts a full sync, a preview of one, or a sync of one person; joins the one that runs already. */
export function useStartRun() {
  return useRunMutation(({ preview, person, settings }: StartInput) =>
    post<RunView>(apiUrl('/sync/runs'), { kind: person ? 'person' : 'full', preview, person, settings }),
  );
}

interface StartInput {
  preview: boolean;
  /** The address of the one person to synchronise. */
  person?: string | undefined;
  /** With a preview: settings that are not saved yet. */
  settings?: Partial<SyncSettings>;
}

/** One run, asked for again while it is under way. */
export function useRun(id: string | undefined) {
  return useQuery({
    queryKey: ['run', id],
    queryFn: ({ signal }) => get<RunView>(`/sync/runs/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data && isRunning(query.state.data) ? whileRunning : false),
  });
}

/** All runs, newest first, page by page. */
export function useRunHistory() {
  return useInfiniteQuery({
    queryKey: ['runs', 'history'],
    queryFn: ({ signal, pageParam }) =>
      get<Page<RunView>>('/sync/runs', { query: { limit: 25, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What a run did or would do, person by person. */
export function useRunChanges(id: string, what: string) {
  return useInfiniteQuery({
    queryKey: ['run', id, 'changes', what],
    queryFn: ({ signal, pageParam }) =>
      get<Page<PersonChange>>(`/sync/runs/${encodeURIComponent(id)}/changes`, {
        query: { what, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Approves or discards what a run holds back, or cancels a running one. */
export function useDecideRun() {
  return useRunMutation(({ runId, verdict }: { runId: string; verdict: 'approve' | 'discard' | 'cancel' }) =>
    post<RunView>(apiUrl(`/sync/runs/${encodeURIComponent(runId)}/${verdict}`)),
  );
}
