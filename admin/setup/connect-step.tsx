import {
  Body1,
  Caption1,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import type { SessionView, TenantView } from '../../contract/index.ts';
import { useGroupSearch, useUserSearch } from '../api/settings-queries.ts';
import { CommandLine } from '../parts/command-line.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { Panel } from '../parts/panel.tsx';
import { isAdmin } from '../runs/permission.ts';
import { ConnectionFacts } from '../user-data/connection/connection-facts.tsx';
import { ConsentRequest } from '../user-data/connection/consent-request.tsx';
import { dataText } from '../user-data/messages.ts';
import { setupText } from './messages.ts';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
  list: {
    margin: 0,
    paddingInlineStart: '1.2em',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  command: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, maxWidth: '560px' },
  probe: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  good: { color: tokens.colorStatusSuccessForeground1, display: 'inline-flex' },
  spinner: { justifyContent: 'flex-start' },
});

/** Nothing is connected yet: what Signet asks for, and both ways to ask. */
export function Connect({ session, onConnected }: { session: SessionView; onConnected: () => void }) {
  const styles = useStyles();
  const text = setupText.connect;
  return (
    <Panel title={text.button}>
      <Body1 className={styles.muted}>{text.lead}</Body1>
      <Text weight="semibold">{text.asks}</Text>
      <ul className={styles.list}>
        {Object.entries(text.permissions).map(([name, why]) => (
          <li key={name}>
            <strong>{name}</strong>: {why}
          </li>
        ))}
      </ul>
      <Body1 className={styles.muted}>
        {dataText.connection.readOnly} {text.admin}
      </Body1>
      {isAdmin(session) ? (
        <ConsentRequest first label={text.button} onConnected={onConnected} />
      ) : (
        <Body1>{text.notAdmin}</Body1>
      )}
      <div className={styles.command}>
        <Caption1 className={styles.muted}>{text.orCommand}</Caption1>
        <CommandLine command={`npm run -s signet -- tenant connect ${session.tenantId}`} />
      </div>
    </Panel>
  );
}

/** What is connected, asked at this moment whether it works. */
export function Connected({ session, tenant }: { session: SessionView; tenant: TenantView }) {
  const styles = useStyles();
  const text = setupText.connect;
  const [users, groups] = [useUserSearch('', true), useGroupSearch('', true)];
  const problem = users.error ?? groups.error;
  const works = users.data !== undefined && groups.data !== undefined;
  return (
    <Panel title={problem ? tenant.name : text.connected(tenant.name)}>
      {session.sandbox && (
        <MessageBar layout="multiline">
          <MessageBarBody>{text.sandbox}</MessageBarBody>
        </MessageBar>
      )}
      <div role="status" className={styles.probe}>
        {!problem && !works && (
          <Spinner className={styles.spinner} size="tiny" labelPosition="after" label={text.checking} />
        )}
        {!problem && works && (
          <>
            <CheckmarkCircle20Filled className={styles.good} />
            <Text weight="semibold">{text.works}</Text>
          </>
        )}
      </div>
      {problem && (
        <>
          <ErrorBar error={problem} onRetry={() => Promise.all([users.refetch(), groups.refetch()])} />
          <ConsentRequest label={text.again} />
        </>
      )}
      <ConnectionFacts tenant={tenant} />
      <Body1 className={styles.muted}>{dataText.connection.readOnly}</Body1>
    </Panel>
  );
}
