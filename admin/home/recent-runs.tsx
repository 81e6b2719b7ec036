import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { RunView } from '../../contract/index.ts';
import { formatDuration, formatFully, formatWhen } from '../dates.ts';
import { messages } from '../messages/messages.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Panel } from '../parts/panel.tsx';
import { pathTo } from '../paths.ts';
import { describeStart, summarise } from '../runs/run-words.ts';
import { OutcomeBadge } from './outcome-badge.tsx';

const narrow = '@media (max-width: 860px)';

const useStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontVariantNumeric: 'tabular-nums',
    [narrow]: { display: 'block' },
  },
  head: { [narrow]: { display: 'none' } },
  body: { [narrow]: { display: 'block' } },
  heading: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
  },
  row: {
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    [narrow]: {
      display: 'grid',
      gridTemplateColumns: '1fr auto',
      gap: tokens.spacingVerticalXXS,
      padding: `${tokens.spacingVerticalM} 0`,
    },
  },
  cell: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM} 0`,
    verticalAlign: 'top',
    [narrow]: { padding: 0 },
  },
  when: { '::first-letter': { textTransform: 'uppercase' } },
  changes: { overflowWrap: 'anywhere', [narrow]: { gridColumn: '1 / -1' } },
  short: { whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground2, [narrow]: { fontSize: tokens.fontSizeBase200 } },
  end: { [narrow]: { textAlign: 'end' } },
});

/** The newest runs, one line each; below 860 px each is a small block. */
export function RecentRuns({ runs, now, title }: { runs: readonly RunView[]; now: number; title?: string }) {
  const styles = useStyles();
  const { columns, recent } = messages.home;
  return (
    <Panel title={title ?? recent} flush>
      <table className={styles.table}>
        <thead className={styles.head}>
          <tr>
            {[columns.when, columns.outcome, columns.changes, columns.trigger, columns.duration].map((name) => (
              <th key={name} scope="col" className={styles.heading}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={styles.body}>
          {runs.map((run) => (
            <RunRow key={run.runId} run={run} now={now} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function RunRow({ run, now }: { run: RunView; now: number }) {
  const styles = useStyles();
  return (
    <tr className={styles.row}>
      <td className={mergeClasses(styles.cell, styles.short, styles.when)} title={formatFully(run.startedAt)}>
        <PageLink to={pathTo.run(run.runId)}>{formatWhen(run.startedAt, now)}</PageLink>
      </td>
      <td className={mergeClasses(styles.cell, styles.end)}>
        <OutcomeBadge run={run} />
      </td>
      <td className={mergeClasses(styles.cell, styles.changes)}>{summarise(run)}</td>
      <td className={mergeClasses(styles.cell, styles.quiet)}>{describeStart(run)}</td>
      <td className={mergeClasses(styles.cell, styles.short, styles.quiet, styles.end)}>
        {formatDuration(run.seconds)}
      </td>
    </tr>
  );
}
