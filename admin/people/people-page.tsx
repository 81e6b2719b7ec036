import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { PeopleSearch24Regular } from '@fluentui/react-icons/svg/people-search';
import type { TenantView } from '../../contract/index.ts';
import { usePeople } from '../api/people-queries.ts';
import { messages } from '../messages.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { formatRoute, goTo, type Route } from '../route.ts';
import { PeopleFilters } from './people-filters.tsx';
import { PeopleSkeleton } from './people-skeleton.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonDrawer } from './person-drawer.tsx';

const useStyles = makeStyles({
  list: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    overflow: 'hidden',
  },
  more: { display: 'flex', justifyContent: 'center', padding: tokens.spacingVerticalL },
});

/** Everyone whose signature Signet manages. Search, filters and the open person stand in the address. */
export function PeoplePage({ params, tenant }: { params: Route['params']; tenant: TenantView }) {
  const styles = useStyles();
  const text = messages.peoplePage;
  const filter = { query: params.query ?? '', state: params.state ?? '', group: params.group ?? '' };
  const people = usePeople(filter);
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.values(filter).some((value) => value !== '');
  const note = filtered && people.data ? text.shown(items.length, people.hasNextPage) : messages.people(tenant.people);

  return (
    <>
      <PageHeading page={text.page} heading={text.page} note={<span role="status">{note}</span>} />
      <PeopleFilters filter={filter} people={items} />
      {people.error && <ErrorBar error={people.error} onRetry={people.refetch} />}
      {(people.data || people.isPending) && (
        <div className={styles.list} aria-busy={people.isFetching}>
          {people.isPending && <PeopleSkeleton />}
          {items.length > 0 && <PeopleTable people={items} params={params} />}
          {people.data && items.length === 0 && <NobodyHere filtered={filtered} />}
          {people.hasNextPage && (
            <div className={styles.more}>
              <Button disabledFocusable={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
                {text.more}
              </Button>
            </div>
          )}
        </div>
      )}
      <PersonDrawer id={params.person} onClose={() => goTo(formatRoute('people', filter))} />
    </>
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
      <Button as="a" href={formatRoute(filtered ? 'people' : 'home')}>
        {filtered ? text.clear : text.toHome}
      </Button>
    </EmptyState>
  );
}
