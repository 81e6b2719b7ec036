import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import { Warning24Filled } from '@fluentui/react-icons/svg/warning';
import { useEffect, useState } from 'react';
import type { RunView, SessionView } from '../../contract/index.ts';
import { useDecideRun } from '../api/run-queries.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { pageHeadingId } from '../parts/page-heading.tsx';
import { Panel } from '../parts/panel.tsx';
import { ReasonedButton } from '../parts/reasoned-button.tsx';
import { isAdmin } from '../runs/permission.ts';
import { RemovalList } from './removal-list.tsx';

const useStyles = makeStyles({
  icon: { color: tokens.colorStatusWarningForeground1 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
});

/** Once decided the panel is gone, and the focus with it: it goes on from the heading of the page. */
function useFocusAfterwards(): void {
  useEffect(() => () => document.getElementById(pageHeadingId)?.focus(), []);
}

/** What a safeguard keeps back: why, who it concerns, and the decision. */
export function HoldPanel({ run, session }: { run: RunView; session: SessionView }) {
  const styles = useStyles();
  const decide = useDecideRun();
  useFocusAfterwards();
  const [asking, setAsking] = useState(false);
  const text = messages.hold;
  const removals = run.hold?.removals ?? [];
  const whyNot = isAdmin(session) ? undefined : messages.home.onlyAdmins;

  return (
    <Panel title={text.heading(removals.length)} accent="warning" icon={<Warning24Filled className={styles.icon} />}>
      <Body1>{run.hold?.message}</Body1>
      <Body1 className={styles.muted}>{text.explain}</Body1>
      {removals.length > 0 && <RemovalList removals={removals} />}
      {decide.error && <ErrorBar error={decide.error} />}
      <div className={styles.actions}>
        <ReasonedButton
          whyNot={whyNot}
          busy={decide.isPending}
          appearance="primary"
          onClick={() => decide.mutate({ runId: run.runId, verdict: 'discard' })}
        >
          {text.discard(removals.length)}
        </ReasonedButton>
        <ReasonedButton whyNot={whyNot} busy={decide.isPending} onClick={() => setAsking(true)}>
          {text.approve(removals.length)}
        </ReasonedButton>
      </div>
      <ConfirmDialog
        open={asking}
        title={text.confirmTitle(removals.length)}
        confirm={text.confirm}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          decide.mutate({ runId: run.runId, verdict: 'approve' });
        }}
      >
        {text.confirmBody}
      </ConfirmDialog>
    </Panel>
  );
}
