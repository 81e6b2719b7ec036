import { Body1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { RunView } from '../../contract/index.ts';
import { formatDuration, formatFully, formatWhen } from '../dates.ts';
import { messages } from '../messages/messages.ts';
import { Panel } from '../parts/panel.tsx';
import { outcomeLooks } from '../runs/outcome-looks.ts';
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

/** How the last sync went: in words, in numbers, when and by whom. */
export function LastRunPanel({ run, now }: { run: RunView; now: number }) {
  const styles = useStyles();
  const text = messages.home;
  const { Icon, tone } = outcomeLooks[run.outcome ?? 'applied'];
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
      {run.outcome !== 'failed' && Object.values(run.counts).some((count) => count > 0) && (
        <CountTiles counts={run.counts} labels={messages.run.counts} />
      )}
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
