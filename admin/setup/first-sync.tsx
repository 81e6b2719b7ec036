import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useRuns, useStartRun } from '../api/run-queries.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { ButtonLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';
import { describeProgress } from '../runs/run-words.ts';
import { readStanding } from '../runs/standing.ts';
import { useSignedIn } from '../signed-in.ts';
import { setupText } from './messages.ts';

/** How the sync goes that the set-up has started, while something else is being chosen; and that it is done. */
export function FirstSync() {
  const { tenant } = useSignedIn();
  const text = setupText.signatures.sync;
  const runs = useRuns();
  const start = useStartRun();
  const { running, last } = readStanding(runs.data?.items ?? []);
  if (runs.data === undefined) return null;
  const outcome = running ? 'running' : (last?.outcome ?? 'none');
  const again = outcome === 'failed' || outcome === 'cancelled' || outcome === 'none';
  const intents = { applied: 'success', running: 'info', held: 'warning', failed: 'error' } as const;
  return (
    <div role="status">
      {start.error && <ErrorBar error={start.error} />}
      <MessageBar intent={outcome in intents ? intents[outcome as keyof typeof intents] : 'warning'} layout="multiline">
        <MessageBarBody>
          {running && `${text.running} ${describeProgress(running)}.`}
          {outcome === 'applied' && text.done(tenant.people)}
          {outcome === 'held' && text.held}
          {outcome === 'failed' && `${text.failed} ${last?.error?.message ?? ''}`}
          {outcome === 'cancelled' && text.cancelled}
          {outcome === 'none' && text.none}
        </MessageBarBody>
        {(again || outcome === 'held') && (
          <MessageBarActions>
            {again && (
              <Button size="small" disabledFocusable={start.isPending} onClick={() => start.mutate({ preview: false })}>
                {text.again}
              </Button>
            )}
            {last && (
              <ButtonLink size="small" to={outcome === 'held' ? pathTo.home() : pathTo.run(last.runId)}>
                {text.look}
              </ButtonLink>
            )}
          </MessageBarActions>
        )}
      </MessageBar>
    </div>
  );
}
