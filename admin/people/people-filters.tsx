import { Button, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useState } from 'react';
import type { PersonState, PersonView } from '../../contract/index.ts';
import type { PeopleFilter } from '../api/people-queries.ts';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, flexBasis: '240px', maxWidth: '420px', '@media (max-width: 640px)': { maxWidth: 'none' } },
  state: { minWidth: '150px' },
});

const settleMilliseconds = 250;
const states: readonly PersonState[] = ['active', 'paused', 'removed'];

/** The text being typed: it goes into the address when the typing has settled, and follows the address when that changes. */
function useSettledSearch(
  filter: PeopleFilter,
  narrow: (change: Partial<PeopleFilter>) => void,
): [string, (text: string) => void] {
  const [typed, setTyped] = useState(filter.query);
  const [inAddress, setInAddress] = useState(filter.query);
  if (inAddress !== filter.query) {
    setInAddress(filter.query);
    if (typed.trim() !== filter.query) setTyped(filter.query);
  }
  useEffect(() => {
    const query = typed.trim();
    if (query === filter.query) return;
    const timer = setTimeout(() => narrow({ query }), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, filter, narrow]);
  return [typed, setTyped];
}

/** Search, state, and the group chosen on a person. */
export function PeopleFilters(props: {
  filter: PeopleFilter;
  narrow: (change: Partial<PeopleFilter>) => void;
  people: readonly PersonView[];
}) {
  const { filter, narrow, people } = props;
  const styles = useStyles();
  const text = messages.peoplePage;
  const [typed, setTyped] = useSettledSearch(filter, narrow);
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
