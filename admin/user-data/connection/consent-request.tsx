import {
  Button,
  Caption1,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { Link20Regular } from '@fluentui/react-icons/svg/link';
import { PlugConnected20Regular } from '@fluentui/react-icons/svg/plug-connected';
import { useAskConsent, useConsent } from '../../api/setup-queries.ts';
import { CopyField } from '../../parts/copy-field.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { consentText } from './messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  waiting: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusLarge,
  },
  spinner: { justifyContent: 'flex-start' },
  muted: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/**
 * Asks an admin of Microsoft 365 for consent: on Microsoft's page at once, or by a link for somebody else. Says what became of it, also
 * after the page was closed meanwhile.
 */
export function ConsentRequest(props: { label: string; first?: boolean; onConnected?: () => void }) {
  const styles = useStyles();
  const consent = useConsent(props.onConnected);
  const ask = useAskConsent();
  const state = consent.data;
  return (
    <div className={styles.root}>
      <div role="status">
        {state?.state === 'refused' && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{consentText.refused}</MessageBarTitle> {consentText.refusedBody}{' '}
              <span className={styles.muted}>{firstSentence(state.message)}</span>
            </MessageBarBody>
          </MessageBar>
        )}
        {state?.state === 'connected' && (
          <MessageBar intent="success">
            <MessageBarBody>{consentText.given}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {(ask.error ?? consent.error) && (
        <ErrorBar error={ask.error ?? consent.error ?? new Error()} onRetry={consent.refetch} />
      )}
      <div className={styles.actions}>
        <Button
          as="a"
          href="/connect"
          appearance={props.first ? 'primary' : 'secondary'}
          size={props.first ? 'large' : 'medium'}
          icon={<PlugConnected20Regular />}
        >
          {props.label}
        </Button>
        <Button
          size={props.first ? 'large' : 'medium'}
          icon={<Link20Regular />}
          disabledFocusable={ask.isPending}
          onClick={() => ask.mutate()}
        >
          {consentText.link}
        </Button>
      </div>
      {state?.state === 'waiting' && (
        <div className={styles.waiting}>
          <CopyField label={consentText.linkLabel} hint={consentText.linkHint} value={state.consentUrl} />
          <Spinner className={styles.spinner} size="tiny" labelPosition="after" label={consentText.waiting} />
          {state.problem && <Caption1 className={styles.muted}>{consentText.says(state.problem.message)}</Caption1>}
        </div>
      )}
    </div>
  );
}

/** Microsoft adds ids and times in lines of their own. */
function firstSentence(message: string): string {
  return message.split(/\r?\n| Trace ID:/)[0] ?? message;
}
