import { Body1, Caption1, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle20Regular } from '@fluentui/react-icons/svg/circle';
import type { ReactElement } from 'react';
import type { RunPhase, RunView, SessionView } from '../../contract/index.ts';
import { useDecideRun } from '../api/run-queries.ts';
import { formatTime } from '../dates.ts';
import { formatNumber } from '../format.ts';
import { messages } from '../messages/messages.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { Panel } from '../parts/panel.tsx';
import { ReasonedButton } from '../parts/reasoned-button.tsx';
import { mayStart } from '../runs/permission.ts';

const useStyles = makeStyles({
  steps: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))',
    gap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  step: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground3,
  },
  current: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  passed: { color: tokens.colorNeutralForeground1 },
  passedIcon: { color: tokens.colorStatusSuccessForeground1 },
  seen: { display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  number: {
    fontSize: tokens.fontSizeHero800,
    lineHeight: tokens.lineHeightHero800,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

const shownPhases: readonly RunPhase[] = ['waiting', 'reading', 'planning', 'applying'];

/** The run under way: which step it is at, how many people it has seen; and Cancel. */
export function ProgressPanel({ run, session }: { run: RunView; session: SessionView }) {
  const styles = useStyles();
  const decide = useDecideRun();
  const text = messages.progress;
  const at = shownPhases.indexOf(run.phase);

  const iconOf = (index: number): ReactElement => {
    if (index < at) return <CheckmarkCircle20Filled className={styles.passedIcon} />;
    return index === at ? <Spinner size="extra-tiny" aria-hidden /> : <Circle20Regular />;
  };

  return (
    <Panel
      title={text.heading}
      accent="brand"
      aside={
        <ReasonedButton
          whyNot={mayStart(session) ? undefined : messages.home.whyNot.role}
          busy={decide.isPending}
          onClick={() => decide.mutate({ runId: run.runId, verdict: 'cancel' })}
        >
          {text.cancel}
        </ReasonedButton>
      }
    >
      {decide.error && <ErrorBar error={decide.error} />}
      <ol className={styles.steps}>
        {shownPhases.map((phase, index) => (
          <li
            key={phase}
            aria-current={index === at ? 'step' : undefined}
            className={mergeClasses(styles.step, index < at && styles.passed, index === at && styles.current)}
          >
            {iconOf(index)}
            {messages.run.phases[phase]}
          </li>
        ))}
      </ol>
      {run.counts.seen > 0 && (
        <div className={styles.seen}>
          <span className={styles.number}>{formatNumber(run.counts.seen)}</span>
          <Body1 className={styles.muted}>{text.seenAfter(run.counts.seen, run.pages)}</Body1>
        </div>
      )}
      {run.throttledUntil && <Body1>{text.throttled(formatTime(run.throttledUntil))}</Body1>}
      <Caption1 className={styles.muted}>{text.background}</Caption1>
    </Panel>
  );
}
