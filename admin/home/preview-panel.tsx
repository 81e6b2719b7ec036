import { Body1, Body1Strong, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { Eye24Regular } from '@fluentui/react-icons/svg/eye';
import type { RunView } from '../../contract/index.ts';
import { formatFully, formatWhen } from '../dates.ts';
import { messages } from '../messages/messages.ts';
import { Panel } from '../parts/panel.tsx';
import { CountTiles } from './count-tiles.tsx';
import { IssueList } from './issue-list.tsx';
import { RemovalList } from './removal-list.tsx';

const useStyles = makeStyles({
  icon: { color: tokens.colorBrandForeground1, display: 'flex' },
  muted: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
});

/** What a sync would do: the counts, and by name who would be removed. */
export function PreviewPanel({ run, now }: { run: RunView; now: number }) {
  const styles = useStyles();
  const text = messages.preview;
  const ended = run.endedAt ?? run.startedAt;
  const removals = run.hold?.removals ?? [];
  const removed = Math.max(run.counts.removed, removals.length);
  return (
    <Panel
      title={messages.run.headline.previewed}
      accent="brand"
      icon={
        <span className={styles.icon}>
          <Eye24Regular />
        </span>
      }
      aside={
        <Caption1 className={styles.muted} title={formatFully(ended)}>
          {formatWhen(ended, now)}
        </Caption1>
      }
    >
      <Body1>
        {text.nothingChanged} {removed === 0 ? text.nobodyRemoved : text.removedCount(removed)}{' '}
        {run.hold && text.wouldHold}
      </Body1>
      <CountTiles counts={run.counts} labels={text.labels} />
      {removals.length > 0 && (
        <>
          <Body1Strong as="h3" block>
            {messages.hold.who}
          </Body1Strong>
          <RemovalList removals={removals} />
        </>
      )}
      <IssueList issues={run.issues} />
    </Panel>
  );
}
