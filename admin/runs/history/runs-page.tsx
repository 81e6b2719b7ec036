import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { History24Regular } from '@fluentui/react-icons/svg/history';
import { useRunHistory, useRuns } from '../../api/run-queries.ts';
import { RecentRuns } from '../../home/recent-runs.tsx';
import { SyncActions } from '../../home/sync-actions.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { useSignedIn } from '../../signed-in.ts';
import { readStanding } from '../standing.ts';
import { historyText } from './messages.ts';

const useStyles = makeStyles({
  more: { display: 'flex', justifyContent: 'center', paddingTop: tokens.spacingVerticalS },
});

/** Every sync there was. */
export function RunsPage() {
  const styles = useStyles();
  const { session, tenant } = useSignedIn();
  const newest = useRuns();
  const history = useRunHistory();
  const older = history.data?.pages.flatMap((page) => page.items) ?? [];
  const recent = newest.data?.items ?? [];
  const known = new Set(recent.map(({ runId }) => runId));
  const runs = [...recent, ...older.filter(({ runId }) => !known.has(runId))];
  const { running } = readStanding(recent);
  return (
    <>
      <PageHeading page={historyText.page} heading={historyText.page} note={historyText.lead}>
        <SyncActions session={session} tenant={tenant} running={running !== undefined} />
      </PageHeading>
      {history.error && <ErrorBar error={history.error} onRetry={history.refetch} />}
      {history.isPending && <PageSkeleton />}
      {history.data && runs.length === 0 && (
        <EmptyState icon={<History24Regular />} title={historyText.emptyTitle} body={historyText.emptyBody} />
      )}
      {runs.length > 0 && <RecentRuns runs={runs} now={newest.dataUpdatedAt} title={historyText.all} />}
      {history.hasNextPage && (
        <div className={styles.more}>
          <Button disabledFocusable={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {historyText.more}
          </Button>
        </div>
      )}
    </>
  );
}
