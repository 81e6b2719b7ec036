import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { PeopleSearch24Regular } from '@fluentui/react-icons/svg/people-search';
import { useCallback } from 'react';
import { useBulk } from '../api/people-changes.ts';
import { type PeopleFilter, usePeople } from '../api/people-queries.ts';
import { messages } from '../messages/messages.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { ButtonLink } from '../parts/page-link.tsx';
import { useAddressFilter } from '../parts/use-address-filter.ts';
import { pathTo } from '../paths.ts';
import { mayStart } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { AddMenu } from './add-menu.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { listText } from './messages.ts';
import { PeopleFilters } from './people-filters.tsx';
import { PeopleSkeleton } from './people-skeleton.tsx';
import { PeopleTable } from './people-table.tsx';
import { useSelection } from './use-selection.ts';

const useStyles = makeStyles({
  list: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    overflow: 'hidden',
  },
  more: { padding: tokens.spacingVerticalL },
});

/** Everyone whose signature Signet manages. Search and filters stand in the address. */
export function PeoplePage() {
  const styles = useStyles();
  const { session, tenant } = useSignedIn();
  const text = messages.peoplePage;
  const [filter, narrow] = useAddressFilter(everyone);
  const people = usePeople(filter);
  const bulk = useBulk();
  const selection = useSelection(filter);
  const mayEdit = mayStart(session);
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.values(filter).some((value) => value !== '');
  const note = filtered && people.data ? text.shown(items.length, people.hasNextPage) : messages.people(tenant.people);
  const { fetchNextPage, isFetchingNextPage } = people;
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);

  return (
    <>
      <PageHeading page={text.page} heading={text.page} note={<span role="status">{note}</span>}>
        {mayEdit && <AddMenu />}
      </PageHeading>
      <PeopleFilters filter={filter} narrow={narrow} people={items} />
      {people.error && <ErrorBar error={people.error} onRetry={people.refetch} />}
      <BulkOutcome bulk={bulk} />
      {(people.data || people.isPending) && (
        <div className={styles.list} aria-busy={people.isFetching}>
          {people.isPending && <PeopleSkeleton />}
          {(selection.ids.size > 0 || selection.everyone) && (
            <BulkBar selection={selection} filter={filter} more={people.hasNextPage} bulk={bulk} />
          )}
          {items.length > 0 && (
            <PeopleTable
              people={items}
              selection={mayEdit ? selection : undefined}
              hasMore={people.hasNextPage}
              loadMore={loadMore}
            />
          )}
          {people.data && items.length === 0 && <NobodyHere filtered={filtered} />}
          {isFetchingNextPage && <Spinner className={styles.more} size="tiny" label={messages.errors.loading} />}
        </div>
      )}
    </>
  );
}

/** What a bulk action did, and how to take it back where that is one click. */
function BulkOutcome({ bulk }: { bulk: ReturnType<typeof useBulk> }) {
  if (bulk.error) return <ErrorBar error={bulk.error} onRetry={() => bulk.variables && bulk.mutate(bulk.variables)} />;
  const { data, variables } = bulk;
  if (!data || !variables) return null;
  const back = ({ pause: 'resume', resume: 'pause', remove: 'restore' } as const)[data.action as 'pause'];
  const exact = 'ids' in variables.on && data.matched === data.changed;
  return (
    <MessageBar intent="success" politeness="polite">
      <MessageBarBody>
        {listText.done(data.action, data.changed)}{' '}
        {data.matched > data.changed && listText.alreadySo(data.matched - data.changed)}
      </MessageBarBody>
      <MessageBarActions>
        {back && exact && (
          <Button size="small" onClick={() => bulk.mutate({ action: back, on: variables.on })}>
            {listText.undo}
          </Button>
        )}
        <Button size="small" appearance="transparent" onClick={() => bulk.reset()}>
          {messages.progress.dismiss}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function NobodyHere({ filtered }: { filtered: boolean }) {
  const text = messages.peoplePage;
  return (
    <EmptyState
      icon={<PeopleSearch24Regular />}
      title={filtered ? text.noMatchTitle : text.nobodyTitle}
      body={filtered ? text.noMatchBody : text.nobodyBody}
    >
      <ButtonLink to={filtered ? pathTo.people() : pathTo.home()}>{filtered ? text.clear : text.toHome}</ButtonLink>
    </EmptyState>
  );
}

const everyone: PeopleFilter = { query: '', state: '', group: '' };
