import { MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { BulkAction } from '../../../contract/index.ts';
import { useBulk } from '../../api/people-changes.ts';
import { BrokenAccess } from '../../home/broken-access.tsx';
import { messages } from '../../messages/messages.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ReasonedButton } from '../../parts/reasoned-button.tsx';
import { listText } from '../../people/messages.ts';
import { useSignedIn } from '../../signed-in.ts';
import { dataText } from '../messages.ts';
import { ConnectionFacts } from './connection-facts.tsx';
import { ConsentRequest } from './consent-request.tsx';
import { Disconnect } from './disconnect.tsx';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    columnGap: tokens.spacingHorizontalM,
  },
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
});

/** The connection with Microsoft 365: what was granted, pausing and ending for everyone, and disconnecting. */
export function ConnectionPart({ mayEdit }: { mayEdit: boolean }) {
  const styles = useStyles();
  const { session, tenant } = useSignedIn();
  const text = dataText.connection;
  return (
    <>
      {tenant.access.state === 'broken' && <BrokenAccess access={tenant.access} session={session} />}
      {tenant.warnings?.map(({ code, message }) => (
        <MessageBar key={code} intent="warning" layout="multiline">
          <MessageBarBody>{message}</MessageBarBody>
        </MessageBar>
      ))}
      <Panel title={`${text.title}: ${tenant.name}`}>
        <ConnectionFacts tenant={tenant} />
        <Text className={styles.muted}>{text.readOnly}</Text>
        {mayEdit && <ConsentRequest label={text.again} />}
      </Panel>
      <PauseAll mayEdit={mayEdit} />
      {mayEdit && <Disconnect />}
    </>
  );
}

function PauseAll({ mayEdit }: { mayEdit: boolean }) {
  const styles = useStyles();
  const text = dataText.connection;
  const bulk = useBulk();
  const [asking, setAsking] = useState<'pause' | 'end'>();
  const whyNot = mayEdit ? undefined : messages.home.onlyAdmins;
  const run = (action: BulkAction) => bulk.mutate({ action, on: { all: true } });
  return (
    <Panel title={text.pauseTitle}>
      <Text className={styles.muted}>{text.pauseHint}</Text>
      {bulk.error && <ErrorBar error={bulk.error} />}
      {bulk.data && (
        <MessageBar intent="success" politeness="polite">
          <MessageBarBody>{listText.done(bulk.data.action, bulk.data.changed)}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.actions}>
        <ReasonedButton whyNot={whyNot} busy={bulk.isPending} onClick={() => setAsking('pause')}>
          {text.pauseAll}
        </ReasonedButton>
        <ReasonedButton whyNot={whyNot} busy={bulk.isPending} onClick={() => run('resume')}>
          {text.resumeAll}
        </ReasonedButton>
        <ReasonedButton whyNot={whyNot} busy={bulk.isPending} onClick={() => setAsking('end')}>
          {text.endAll}
        </ReasonedButton>
      </div>
      <ConfirmDialog
        open={asking !== undefined}
        title={asking === 'end' ? text.endAsk : text.pauseAsk}
        confirm={asking === 'end' ? text.endAll : text.pauseAll}
        onClose={() => setAsking(undefined)}
        onConfirm={() => {
          if (asking) run(asking);
          setAsking(undefined);
        }}
      >
        {listText.confirmBody[asking ?? 'pause']}
      </ConfirmDialog>
    </Panel>
  );
}
