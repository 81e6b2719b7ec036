import { Body1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle24Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircle24Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import { ErrorCircle24Filled } from '@fluentui/react-icons/svg/error-circle';
import { PauseCircle24Filled } from '@fluentui/react-icons/svg/pause-circle';
import type { RunOutcome, RunView } from '../../contract/index.ts';
import { formatDuration, formatFully, formatWhen } from '../dates.ts';
import { messages } from '../messages.ts';
import { Panel } from '../parts/panel.tsx';
import { describeRun, describeStart, headlineOf } from '../runs/run-words.ts';
import { CountTiles } from './count-tiles.tsx';
import { IssueList } from './issue-list.tsx';

const useStyles = makeStyles({
  icon: { display: 'flex' },
  success: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  danger: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  words: { maxWidth: '72ch' },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  fact: { display: 'flex', gap: tokens.spacingHorizontalXS },
  value: { margin: 0, color: tokens.colorNeutralForeground1 },
});

const looks = {
  applied: { Icon: CheckmarkCircle24Filled, tone: 'success' },
  previewed: { Icon: CheckmarkCircle24Filled, tone: 'quiet' },
  held: { Icon: PauseCircle24Filled, tone: 'warning' },
  failed: { Icon: ErrorCircle24Filled, tone: 'danger' },
  cancelled: { Icon: DismissCircle24Filled, tone: 'quiet' },
} as const satisfies Record<RunOutcome, unknown>;

/** How the last sync went: in words, in numbers, when and by whom. */
export function LastRunPanel({ run, now }: { run: RunView; now: number }) {
  const styles = useStyles();
  const text = messages.home;
  const { Icon, tone } = looks[run.outcome ?? 'applied'];
  const facts = [
    {
      name: text.lastRun,
      value: formatWhen(run.endedAt ?? run.startedAt, now),
      title: formatFully(run.endedAt ?? run.startedAt),
    },
    { name: text.started, value: describeStart(run) },
    { name: text.duration, value: formatDuration(run.seconds) },
  ];
  return (
    <Panel
      title={headlineOf(run)}
      icon={
        <span className={mergeClasses(styles.icon, styles[tone])}>
          <Icon />
        </span>
      }
    >
      <Body1 className={styles.words}>{describeRun(run)}</Body1>
      {run.outcome !== 'failed' && <CountTiles counts={run.counts} labels={messages.run.counts} />}
      <IssueList issues={run.issues} />
      <dl className={styles.facts}>
        {facts.map(({ name, value, title }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}:</dt>
            <dd className={styles.value} title={title}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
