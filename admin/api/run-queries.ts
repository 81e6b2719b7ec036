import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page, RunView } from '../../contract/index.ts';
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
    onSettled: () => client.invalidateQueries({ queryKey: runsKey }),
  });
}

/** Starts a full sync or a preview of one; joins the one that runs already. */
export function useStartRun() {
  return useRunMutation(({ preview }: { preview: boolean }) =>
    post<RunView>(apiUrl('/sync/runs'), preview ? { kind: 'full', preview } : { kind: 'full' }),
  );
}

/** Approves or discards what a run holds back, or cancels a running one. */
export function useDecideRun() {
  return useRunMutation(({ runId, verdict }: { runId: string; verdict: 'approve' | 'discard' | 'cancel' }) =>
    post<RunView>(apiUrl(`/sync/runs/${encodeURIComponent(runId)}/${verdict}`)),
  );
}
