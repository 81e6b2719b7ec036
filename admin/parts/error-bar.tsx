import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ArrowClockwise20Regular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { ApiError } from '../api/api-error.ts';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  alone: { maxWidth: '640px', margin: '15vh auto 0', padding: `0 ${tokens.spacingHorizontalL}` },
  trace: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
});

/** What went wrong, with the request id to ask an operator about, and a way on. `alone`: there is nothing else on the page. */
export function ErrorBar({ error, onRetry, alone }: { error: Error; onRetry?: () => unknown; alone?: boolean }) {
  const styles = useStyles();
  const known = error instanceof ApiError ? error : undefined;
  const trace =
    known && [known.code, known.requestId && messages.errors.requestId(known.requestId)].filter(Boolean).join(' · ');
  return (
    <div className={alone ? styles.alone : undefined}>
      <MessageBar intent="error" layout="multiline" politeness="assertive">
        <MessageBarBody>
          <MessageBarTitle>{known ? known.message : messages.errors.unexpected}</MessageBarTitle>{' '}
          <span className={styles.trace}>{trace}</span>
        </MessageBarBody>
        {onRetry && (
          <MessageBarActions>
            <Button size="small" icon={<ArrowClockwise20Regular />} onClick={() => void onRetry()}>
              {messages.errors.tryAgain}
            </Button>
          </MessageBarActions>
        )}
      </MessageBar>
    </div>
  );
}
