import { Caption1, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { DirectoryGroupView } from '../../contract/index.ts';
import { useGroupSearch } from '../api/settings-queries.ts';
import { messages } from '../messages/messages.ts';
import { ChoiceBox } from './choice-box.tsx';
import { useSettled } from './use-settled.ts';

const useStyles = makeStyles({
  box: { width: '100%', minWidth: 0 },
  root: { maxWidth: '480px' },
  option: { display: 'flex', flexDirection: 'column' },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** Chooses a group of Microsoft 365 by typing part of its name; `describe` says more about each. */
export function DirectoryGroupPicker(props: {
  label: string;
  hint: string;
  disabled?: boolean;
  value?: string;
  leaveOut?: readonly string[];
  describe: (group: DirectoryGroupView) => string;
  onPick: (group: DirectoryGroupView) => void;
}) {
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  const [opened, setOpened] = useState(false);
  const groups = useGroupSearch(useSettled(typed ?? '').trim(), opened);
  const items = (groups.data?.items ?? []).filter(({ id }) => !props.leaveOut?.includes(id));
  return (
    <Field
      label={props.label}
      className={styles.root}
      validationMessage={groups.error?.message}
      validationState={groups.error ? 'error' : 'none'}
    >
      <ChoiceBox
        className={styles.box}
        disabled={props.disabled}
        placeholder={props.hint}
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
        {items.map((group) => (
          <Option key={group.id} value={group.id} text={group.name}>
            <span className={styles.option}>
              <Text>{group.name}</Text>
              <Caption1 className={styles.muted}>{props.describe(group)}</Caption1>
            </span>
          </Option>
        ))}
        {items.length === 0 && (
          <Option disabled value="" text="">
            {groups.isFetching ? messages.picker.searching : messages.picker.nothing}
          </Option>
        )}
      </ChoiceBox>
    </Field>
  );
}
