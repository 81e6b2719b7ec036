import { Button, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import type { PersonState, PersonView } from '../../contract/index.ts';
import type { PeopleFilter } from '../api/people-queries.ts';
import { messages } from '../messages/messages.ts';
import { useSettledSearch } from '../parts/use-settled-search.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, flexBasis: '240px', maxWidth: '420px', '@media (max-width: 640px)': { maxWidth: 'none' } },
  state: { minWidth: '150px' },
});

const states: readonly PersonState[] = ['active', 'paused', 'removed'];

/** Search, state, and the group chosen on a person. */
export function PeopleFilters(props: {
  filter: PeopleFilter;
  narrow: (change: Partial<PeopleFilter>) => void;
  people: readonly PersonView[];
}) {
  const { filter, narrow, people } = props;
  const styles = useStyles();
  const text = messages.peoplePage;
  const [typed, setTyped] = useSettledSearch(filter.query, (query) => narrow({ query }));
  const groupName = people.flatMap((person) => person.groups).find((group) => group.id === filter.group)?.name;
  return (
    <search className={styles.root}>
      <SearchBox
        className={styles.search}
        aria-label={text.searchLabel}
        placeholder={text.searchHint}
        value={typed}
        maxLength={200}
        onChange={(_, { value }) => setTyped(value)}
      />
      <Select
        className={styles.state}
        aria-label={text.stateLabel}
        value={filter.state}
        onChange={(_, { value }) => narrow({ state: value })}
      >
        <option value="">{text.everyState}</option>
        {states.map((state) => (
          <option key={state} value={state}>
            {messages.personStates[state]}
          </option>
        ))}
      </Select>
      {filter.group !== '' && (
        <Button
          icon={<Dismiss16Regular />}
          iconPosition="after"
          title={text.removeFilter}
          onClick={() => narrow({ group: '' })}
        >
          {text.groupFilter(groupName ?? filter.group)}
        </Button>
      )}
    </search>
  );
}
