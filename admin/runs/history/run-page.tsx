import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeft16Regular } from '@fluentui/react-icons/svg/arrow-left';
import { useParams } from 'react-router';
import type { RunView } from '../../../contract/index.ts';
import { useRun, useRuns } from '../../api/run-queries.ts';
import { formatDuration, formatFully, formatWhen } from '../../dates.ts';
import { CountTiles } from '../../home/count-tiles.tsx';
import { HoldPanel } from '../../home/hold-panel.tsx';
import { IssueList } from '../../home/issue-list.tsx';
import { OutcomeBadge } from '../../home/outcome-badge.tsx';
import { ProgressPanel } from '../../home/progress-panel.tsx';
import { messages } from '../../messages/messages.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { pathTo } from '../../paths.ts';
import { useSignedIn } from '../../signed-in.ts';
import { describeRun, describeStart, headlineOf } from '../run-words.ts';
import { readStanding } from '../standing.ts';
import { ChangesPanel } from './changes-panel.tsx';
import { historyText } from './messages.ts';

const useStyles = makeStyles({
  back: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, width: 'fit-content' },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0 },
  notes: { margin: 0, paddingInlineStart: '1.2em' },
  trace: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  note: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

/** One sync: how it went, what it did or would do to whom, and the decision where one is due. */
export function RunPage() {
  const styles = useStyles();
  const { id = '' } = useParams();
  const run = useRun(id);
  return (
    <>
      <PageLink to={pathTo.runs()} className={styles.back}>
        <ArrowLeft16Regular /> {historyText.back}
      </PageLink>
      {run.error && <ErrorBar error={run.error} onRetry={run.refetch} />}
      {run.isPending && <PageSkeleton />}
      {run.data && <RunContent key={id} run={run.data} now={run.dataUpdatedAt} />}
    </>
  );
}

function RunContent({ run, now }: { run: RunView; now: number }) {
  const styles = useStyles();
  const { session } = useSignedIn();
  const { held } = readStanding(useRuns().data?.items ?? []);
  const ended = run.outcome !== undefined;
  return (
    <>
      <PageHeading
        page={headlineOf(run)}
        heading={headlineOf(run)}
        note={
          <span className={styles.note}>
            <OutcomeBadge run={run} /> {formatWhen(run.startedAt, now)}
          </span>
        }
      />
      {!ended && <ProgressPanel run={run} session={session} />}
      {held?.runId === run.runId && <HoldPanel run={held} session={session} />}
      {ended && (
        <Panel title={historyText.kinds[run.kind]}>
          {describeRun(run)}
          <CountTiles
            counts={run.counts}
            labels={run.outcome === 'previewed' ? messages.preview.labels : messages.run.counts}
          />
          <Facts run={run} />
          <IssueList issues={run.issues} />
          {run.notes && run.notes.length > 0 && (
            <ul className={styles.notes} aria-label={historyText.notes}>
              {run.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
          {run.outcome === 'failed' && run.requestIds && run.requestIds.length > 0 && (
            <details>
              <summary>{historyText.support}</summary>
              <span className={styles.trace}>{run.requestIds.join(', ')}</span>
            </details>
          )}
        </Panel>
      )}
      {ended && <ChangesPanel run={run} />}
    </>
  );
}

function Facts({ run }: { run: RunView }) {
  const styles = useStyles();
  const facts = [
    [historyText.started, formatFully(run.startedAt)],
    [historyText.by, describeStart(run)],
    [historyText.took, formatDuration(run.seconds)],
    [historyText.rate, run.rate ? historyText.perSecond(run.rate) : undefined],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt className={styles.term}>{name}</dt>
              <dd className={styles.value}>
                <Caption1>{value}</Caption1>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
