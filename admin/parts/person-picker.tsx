import { Persona } from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { usePeople } from '../api/people-queries.ts';
import { messages } from '../messages/messages.ts';
import { nameOf } from '../people/person-words.ts';
import { type Found, SearchPicker } from './search-picker.tsx';

const mostShown = 20;

function useFoundPeople(query: string, opened: boolean): Found<PersonView> {
  const people = usePeople({ query, state: '', group: '' }, { enabled: opened });
  return { items: people.data?.pages[0]?.items.slice(0, mostShown) ?? [], searching: people.isFetching };
}

/** Chooses one person by typing part of a name or address. */
export function PersonPicker(props: {
  label?: string;
  hint?: string;
  person: PersonView | undefined;
  onPick: (person: PersonView) => void;
}) {
  return (
    <SearchPicker
      label={props.label ?? messages.picker.person}
      hint={props.hint}
      placeholder={messages.picker.personHint}
      value={props.person && nameOf(props.person)}
      useFound={useFoundPeople}
      textOf={nameOf}
      show={(person) => (
        <Persona
          name={nameOf(person)}
          secondaryText={person.address}
          avatar={{ color: 'colorful', idForColor: person.id }}
        />
      )}
      onPick={props.onPick}
    />
  );
}
