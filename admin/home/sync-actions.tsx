import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { Eye20Regular } from '@fluentui/react-icons/svg/eye';
import type { SessionView, TenantView } from '../../contract/index.ts';
import { useStartRun } from '../api/run-queries.ts';
import { messages } from '../messages/messages.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { ReasonedButton } from '../parts/reasoned-button.tsx';
import { whyNotStart } from '../runs/permission.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  error: { flexBasis: '100%' },
});

/** Start sync and Preview; where they can't be pressed they say why. */
export function SyncActions(props: { session: SessionView; tenant: TenantView; running: boolean }) {
  const styles = useStyles();
  const start = useStartRun();
  const whyNot = whyNotStart(props.session, props.tenant, props.running);
  return (
    <>
      <div className={styles.root}>
        <ReasonedButton
          whyNot={whyNot}
          busy={start.isPending}
          icon={<Eye20Regular />}
          onClick={() => start.mutate({ preview: true })}
        >
          {messages.home.preview}
        </ReasonedButton>
        <ReasonedButton
          whyNot={whyNot}
          busy={start.isPending}
          appearance="primary"
          icon={<ArrowSync20Regular />}
          onClick={() => start.mutate({ preview: false })}
        >
          {messages.home.startSync}
        </ReasonedButton>
      </div>
      {start.error && (
        <div className={styles.error}>
          <ErrorBar error={start.error} onRetry={() => start.variables && start.mutate(start.variables)} />
        </div>
      )}
    </>
  );
}
