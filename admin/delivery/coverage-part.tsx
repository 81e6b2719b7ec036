import { Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { PeopleSearch24Regular } from '@fluentui/react-icons/svg/people-search';
import { useCallback } from 'react';
import { type CoverageFilter, useCoverage } from '../api/delivery-queries.ts';
import { messages } from '../messages/messages.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { useAddressFilter } from '../parts/use-address-filter.ts';
import { PeopleSkeleton } from '../people/people-skeleton.tsx';
import { CoverageFilters } from './coverage-filters.tsx';
import { CoverageSummaryPanel } from './coverage-summary-panel.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { deliveryText } from './messages.ts';

const useStyles = makeStyles({
  list: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    overflow: 'hidden',
  },
  muted: { color: tokens.colorNeutralForeground2 },
  more: { padding: tokens.spacingVerticalL },
});

/** Who has the signature in Outlook: in sum, and person by person. */
export function CoveragePart() {
  const styles = useStyles();
  const text = deliveryText.coverage;
  const [filter, narrow] = useAddressFilter(nothing);
  const coverage = useCoverage(filter);
  const items = coverage.data?.pages.flatMap((page) => page.items) ?? [];
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = coverage;
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  return (
    <>
      <CoverageSummaryPanel onPick={(client) => narrow({ ...nothing, client })} />
      <CoverageFilters filter={filter} narrow={narrow} />
      <Caption1 role="status" className={styles.muted}>
        {coverage.data && text.shown(items.length, hasNextPage)}
      </Caption1>
      {coverage.error && <ErrorBar error={coverage.error} onRetry={coverage.refetch} />}
      {(coverage.data || coverage.isPending) && (
        <div className={styles.list} aria-busy={coverage.isFetching}>
          {coverage.isPending && <PeopleSkeleton />}
          {(items.length > 0 || hasNextPage) && (
            <CoverageTable items={items} now={coverage.dataUpdatedAt} hasMore={hasNextPage} loadMore={loadMore} />
          )}
          {coverage.data && items.length === 0 && !hasNextPage && (
            <EmptyState icon={<PeopleSearch24Regular />} title={text.nobodyTitle} body={text.nobodyBody}>
              <Button onClick={() => narrow(nothing)}>{text.clear}</Button>
            </EmptyState>
          )}
          {isFetchingNextPage && <Spinner className={styles.more} size="tiny" label={messages.errors.loading} />}
        </div>
      )}
    </>
  );
}

const nothing: CoverageFilter = { query: '', seen: '', client: '', outcome: '' };
