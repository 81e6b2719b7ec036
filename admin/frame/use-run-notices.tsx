import { Link, Toast, ToastBody, type ToastIntent, ToastTitle, useToastController } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RunOutcome, RunView } from '../../contract/index.ts';
import { messages } from '../messages.ts';
import { formatRoute } from '../route.ts';
import { describeChanges } from '../runs/run-words.ts';
import { isRunning } from '../runs/standing.ts';

const notices: Record<RunOutcome, { title: string; intent: ToastIntent }> = {
  applied: { title: messages.progress.finished, intent: 'success' },
  previewed: { title: messages.progress.previewReady, intent: 'info' },
  held: { title: messages.progress.held, intent: 'warning' },
  failed: { title: messages.progress.failed, intent: 'error' },
  cancelled: { title: messages.progress.cancelled, intent: 'info' },
};

/** Tells, wherever the reader is in the app, that a run seen under way has ended; and has everything read again that it may have changed. */
export function useRunNotices(toasterId: string, runs: readonly RunView[] | undefined): void {
  const { dispatchToast } = useToastController(toasterId);
  const client = useQueryClient();
  const followed = useRef(new Set<string>());

  useEffect(() => {
    for (const run of runs ?? []) {
      if (isRunning(run)) followed.current.add(run.runId);
      else if (followed.current.delete(run.runId) && run.outcome) {
        const { title, intent } = notices[run.outcome];
        dispatchToast(
          <Toast>
            <ToastTitle action={<Link href={formatRoute('home')}>{messages.progress.show}</Link>}>{title}</ToastTitle>
            <ToastBody>{run.outcome === 'failed' ? run.error?.message : describeChanges(run.counts)}</ToastBody>
          </Toast>,
          { intent },
        );
        for (const queryKey of [['people'], ['person'], ['tenants']]) void client.invalidateQueries({ queryKey });
      }
    }
  }, [runs, dispatchToast, client]);
}
