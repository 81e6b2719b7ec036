import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useState } from 'react';
import type { RunOutcome, RunView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { PageLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';
import { outcomeLooks } from '../runs/outcome-looks.ts';
import { summarise } from '../runs/run-words.ts';

const shownMilliseconds = 10_000;

const useStyles = makeStyles({
  region: {
    position: 'fixed',
    insetInlineEnd: tokens.spacingHorizontalXL,
    top: '72px', // below the header, and never over a button at the foot of the page
    zIndex: 15,
    width: '340px',
    maxWidth: `calc(100vw - 2 * ${tokens.spacingHorizontalXL})`,
  },
  notice: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow28,
  },
  icon: { display: 'flex' },
  success: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  danger: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  words: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '2px' },
  muted: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

const titleOf = (outcome: RunOutcome): string => {
  const { finished, previewReady, held, failed, cancelled } = messages.progress;
  return { applied: finished, previewed: previewReady, held, failed, cancelled }[outcome];
};

/** Says in a corner of any page that a run has ended. Goes away by itself, unless it is pointed at or has the focus. */
export function RunNotice({ run, onDismiss }: { run: RunView | undefined; onDismiss: () => void }) {
  const styles = useStyles();
  const [held, setHeld] = useState(false);
  const outcome = run?.outcome;

  useEffect(() => {
    if (!outcome || held) return;
    const timer = setTimeout(onDismiss, shownMilliseconds);
    return () => clearTimeout(timer);
  }, [outcome, held, onDismiss]);

  const { Icon, tone } = outcomeLooks[outcome ?? 'applied'];
  return (
    <div
      role="status"
      className={styles.region}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {run && outcome && (
        <div className={styles.notice}>
          <span className={mergeClasses(styles.icon, styles[tone])} aria-hidden>
            <Icon />
          </span>
          <div className={styles.words}>
            <Text weight="semibold">{titleOf(outcome)}</Text>
            <Text className={styles.muted}>{summarise(run)}</Text>
            <PageLink to={pathTo.run(run.runId)}>{messages.progress.show}</PageLink>
          </div>
          <Button
            appearance="subtle"
            size="small"
            icon={<Dismiss16Regular />}
            aria-label={messages.progress.dismiss}
            onClick={onDismiss}
          />
        </div>
      )}
    </div>
  );
}
