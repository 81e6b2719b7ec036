import { Field, makeStyles, Option, Persona } from '@fluentui/react-components';
import { useState } from 'react';
import type { PersonView } from '../../contract/index.ts';
import { usePeople } from '../api/people-queries.ts';
import { messages } from '../messages/messages.ts';
import { nameOf } from '../people/person-words.ts';
import { ChoiceBox } from './choice-box.tsx';
import { useSettled } from './use-settled.ts';

const useStyles = makeStyles({
  root: { width: '100%', maxWidth: '360px' },
  box: { width: '100%', minWidth: 0 },
  list: { maxHeight: '320px' },
});

/** Chooses one person by typing part of a name or address. */
export function PersonPicker(props: {
  label?: string;
  hint?: string;
  person: PersonView | undefined;
  onPick: (person: PersonView) => void;
}) {
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  const query = useSettled(typed ?? '');
  const [opened, setOpened] = useState(false);
  const people = usePeople({ query: query.trim(), state: '', group: '' }, { enabled: opened });
  const items = people.data?.pages[0]?.items.slice(0, 20) ?? [];
  const text = messages.picker;
  return (
    <Field label={props.label ?? text.person} hint={props.hint} className={styles.root}>
      <ChoiceBox
        className={styles.box}
        placeholder={text.personHint}
        value={typed ?? (props.person ? nameOf(props.person) : '')}
        selectedOptions={props.person ? [props.person.id] : []}
        onChange={(event) => setTyped(event.target.value)}
        onOpenChange={(_, { open }) => {
          if (open) setOpened(true);
          else setTyped(undefined);
        }}
        onOptionSelect={(_, { optionValue }) => {
          const found = items.find(({ id }) => id === optionValue);
          if (found) props.onPick(found);
          setTyped(undefined);
        }}
      >
        {items.map((person) => (
          <Option key={person.id} value={person.id} text={nameOf(person)}>
            <Persona
              name={nameOf(person)}
              secondaryText={person.address}
              avatar={{ color: 'colorful', idForColor: person.id }}
            />
          </Option>
        ))}
        {items.length === 0 && (
          <Option disabled value="" text="">
            {people.isFetching ? text.searching : text.nothing}
          </Option>
        )}
      </ChoiceBox>
    </Field>
  );
}
