import { makeStyles, PresenceBadge, tokens } from '@fluentui/react-components';
import { ArrowSync24Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { lazy, Suspense } from 'react';
import { useRuns } from '../api/run-queries.ts';
import { messages } from '../messages/messages.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { mayStart } from '../runs/permission.ts';
import { readStanding } from '../runs/standing.ts';
import { useSignedIn } from '../signed-in.ts';
import { BrokenAccess } from './broken-access.tsx';
import { HoldPanel } from './hold-panel.tsx';
import { LastRunPanel } from './last-run-panel.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { RecentRuns } from './recent-runs.tsx';
import { SetUpOffer } from './set-up-offer.tsx';
import { StatusTiles } from './status-tiles.tsx';
import { SyncActions } from './sync-actions.tsx';
import { TenantWarnings } from './tenant-warnings.tsx';

/** Loaded after the rest: what is well or not is there first. */
const HomeCharts = lazy(async () => ({ default: (await import('./home-charts.tsx')).HomeCharts }));

const useStyles = makeStyles({
  empty: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
});

/** Is everything well? What runs now, what waits for a decision, how the last sync went. */
export function HomePage() {
  const styles = useStyles();
  const { session, tenant } = useSignedIn();
  const runs = useRuns();
  const text = messages.home;
  const items = runs.data?.items ?? [];
  const { running, last, held, preview } = readStanding(items);
  const connected = tenant.access.state === 'connected';
  const now = runs.dataUpdatedAt;

  return (
    <>
      <PageHeading
        page={text.page}
        heading={tenant.name}
        note={
          <>
            <PresenceBadge status={connected ? 'available' : 'offline'} size="small" aria-hidden />
            {connected ? messages.tenant.connected : messages.tenant.broken} · {messages.people(tenant.people)}
          </>
        }
      >
        <SyncActions session={session} tenant={tenant} running={running !== undefined} />
      </PageHeading>
      <SetUpOffer session={session} tenant={tenant} />
      <TenantWarnings warnings={tenant.warnings ?? []} />
      {tenant.access.state === 'broken' && <BrokenAccess access={tenant.access} session={session} />}
      {runs.error && <ErrorBar error={runs.error} onRetry={runs.refetch} />}
      {runs.isPending && <PageSkeleton />}
      {running && <ProgressPanel run={running} session={session} />}
      {held && <HoldPanel run={held} session={session} />}
      {runs.data && <StatusTiles last={last} now={now} />}
      {preview && <PreviewPanel run={preview} now={now} />}
      {last && <LastRunPanel run={last} now={now} />}
      {runs.data && !running && !last && !preview && (
        <div className={styles.empty}>
          <EmptyState
            icon={<ArrowSync24Regular />}
            title={text.neverTitle}
            body={mayStart(session) ? text.neverBody : text.neverBodyAuditor}
          />
        </div>
      )}
      {runs.data && (
        <Suspense fallback={null}>
          <HomeCharts />
        </Suspense>
      )}
      {items.length > 1 && <RecentRuns runs={items} now={now} />}
    </>
  );
}
