import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { RunView } from '../../contract/index.ts';
import { useRuns, useStartRun } from '../api/run-queries.ts';
import { BrokenAccess } from '../home/broken-access.tsx';
import { PreviewPanel } from '../home/preview-panel.tsx';
import { ProgressPanel } from '../home/progress-panel.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { ChangesPanel } from '../runs/history/changes-panel.tsx';
import { whyNotStart } from '../runs/permission.ts';
import { isRunning } from '../runs/standing.ts';
import { useSignedIn } from '../signed-in.ts';
import { setupText } from './messages.ts';
import { StepBar } from './step-bar.tsx';
import type { StepProps } from './use-steps.ts';

/** What the first sync would do. The preview is made by itself; one that was made for these settings is shown again. */
export function PreviewStep({ onNext, onBack, busy }: StepProps) {
  const { session, tenant } = useSignedIn();
  const text = setupText.preview;
  const runs = useRuns();
  const preview = useStartRun();
  const sync = useStartRun();
  const run = runs.data && latestSince(runs.data.items, tenant.setup?.since ?? '');
  const whyNot = whyNotStart(session, tenant, run !== undefined && isRunning(run));
  const missing = runs.data !== undefined && run === undefined && whyNot === undefined;
  const { mutate, isIdle } = preview;
  useEffect(() => {
    if (missing && isIdle) mutate({ preview: true });
  }, [missing, isIdle, mutate]);

  const error = runs.error ?? preview.error ?? sync.error;
  const ended = run?.outcome === 'failed' || run?.outcome === 'cancelled' ? run.outcome : undefined;
  return (
    <>
      {error && <ErrorBar error={error} onRetry={preview.error ? () => mutate({ preview: true }) : runs.refetch} />}
      {tenant.access.state === 'broken' && <BrokenAccess access={tenant.access} session={session} />}
      {!run && !error && !whyNot && <PageSkeleton />}
      {run && isRunning(run) && <ProgressPanel run={run} session={session} />}
      {ended && (
        <MessageBar intent="warning" layout="multiline" politeness="assertive">
          <MessageBarBody>
            <MessageBarTitle>{text[ended]}</MessageBarTitle> {run?.error?.message}
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => mutate({ preview: true })}>
              {text.again}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {run?.outcome === 'previewed' && (
        <>
          <PreviewPanel run={run} now={runs.dataUpdatedAt} />
          <ChangesPanel run={run} />
        </>
      )}
      <StepBar
        after={run && isRunning(run) ? text.reading : text.after}
        next={text.start}
        whyNot={run && isRunning(run) ? text.wait : whyNot}
        busy={busy || sync.isPending || (!run && !whyNot)}
        onNext={() => sync.mutate({ preview: false }, { onSuccess: () => onNext(true) })}
        onBack={onBack}
      />
    </>
  );
}

/** The newest preview, finished or not, since the settings are these. */
function latestSince(runs: readonly RunView[], since: string): RunView | undefined {
  return runs.find(
    (run) => run.kind === 'full' && run.startedAt >= since && run.outcome !== 'applied' && run.outcome !== 'held',
  );
}
