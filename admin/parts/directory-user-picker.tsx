import { Field, makeStyles, Option, Persona } from '@fluentui/react-components';
import { useState } from 'react';
import type { DirectoryUsersAnswer } from '../../contract/index.ts';
import { useUserSearch } from '../api/settings-queries.ts';
import { messages } from '../messages/messages.ts';
import { ChoiceBox } from './choice-box.tsx';
import { useSettled } from './use-settled.ts';

const useStyles = makeStyles({ root: { width: '100%', maxWidth: '360px' } });

export type FoundUser = DirectoryUsersAnswer['items'][number];

/** Chooses somebody of Microsoft 365, imported or not, by typing part of a name or address. */
export function DirectoryUserPicker(props: {
  label?: string;
  hint?: string;
  user: FoundUser | undefined;
  onPick: (user: FoundUser) => void;
}) {
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  const [opened, setOpened] = useState(false);
  const users = useUserSearch(useSettled(typed ?? '').trim(), opened);
  const items = (users.data?.items ?? []).filter(({ address }) => address !== undefined);
  const text = messages.picker;
  return (
    <Field
      label={props.label ?? text.person}
      hint={props.hint}
      className={styles.root}
      validationMessage={users.error?.message}
      validationState={users.error ? 'error' : 'none'}
    >
      <ChoiceBox
        placeholder={text.personHint}
        value={typed ?? props.user?.name ?? ''}
        selectedOptions={props.user ? [props.user.id] : []}
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
        {items.map((user) => (
          <Option key={user.id} value={user.id} text={user.name}>
            <Persona
              name={user.name}
              secondaryText={user.address}
              avatar={{ color: 'colorful', idForColor: user.id }}
            />
          </Option>
        ))}
        {items.length === 0 && (
          <Option disabled value="" text="">
            {users.isFetching ? text.searching : text.nothing}
          </Option>
        )}
      </ChoiceBox>
    </Field>
  );
}
