import { Field, makeStyles, Option } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { messages } from '../messages/messages.ts';
import { ChoiceBox } from './choice-box.tsx';
import { useSettled } from './use-settled.ts';

const useStyles = makeStyles({
  root: { width: '100%', maxWidth: '480px' },
  box: { width: '100%', minWidth: 0 },
});

/** What was found for the typed text. */
export interface Found<Item> {
  items: readonly Item[];
  searching: boolean;
  error?: Error | null;
}

/** Chooses one of very many by typing part of its name: the server finds them. */
export function SearchPicker<Item extends { id: string }>(props: {
  label: string;
  hint?: string | undefined;
  placeholder: string;
  disabled?: boolean | undefined;
  /** What is chosen, in words. */
  value?: string | undefined;
  /** Finds what fits; `opened`: somebody looks for it. */
  useFound: (query: string, opened: boolean) => Found<Item>;
  textOf: (item: Item) => string;
  show: (item: Item) => ReactNode;
  onPick: (item: Item) => void;
}) {
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  const [opened, setOpened] = useState(false);
  const { items, searching, error } = props.useFound(useSettled(typed ?? '').trim(), opened);
  return (
    <Field
      label={props.label}
      hint={props.hint}
      className={styles.root}
      validationMessage={error?.message}
      validationState={error ? 'error' : 'none'}
    >
      <ChoiceBox
        className={styles.box}
        disabled={props.disabled ?? false}
        placeholder={props.placeholder}
        value={typed ?? props.value ?? ''}
        selectedOptions={[]}
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
        {items.map((item) => (
          <Option key={item.id} value={item.id} text={props.textOf(item)}>
            {props.show(item)}
          </Option>
        ))}
        {items.length === 0 && (
          <Option disabled value="" text="">
            {searching ? messages.picker.searching : messages.picker.nothing}
          </Option>
        )}
      </ChoiceBox>
    </Field>
  );
}
