import {
  Field,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
  makeStyles,
  Option,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useGroups } from '../api/group-queries.ts';
import { messages } from '../messages/messages.ts';
import { ChoiceBox } from './choice-box.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  tags: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  box: { minWidth: 0, width: '100%' },
});

/** Names of Signet groups: those there are, and new ones by typing. */
export function GroupNamesField(props: {
  label: string;
  hint: string;
  names: readonly string[];
  onChange: (names: string[]) => void;
}) {
  const styles = useStyles();
  const groups = useGroups();
  const [typed, setTyped] = useState('');
  const { names } = props;
  const has = (name: string) => names.some((known) => known.toLowerCase() === name.toLowerCase());
  const add = (name: string) => {
    if (name.trim() && !has(name.trim())) props.onChange([...names, name.trim().slice(0, 100)]);
    setTyped('');
  };
  const wanted = typed.trim().toLowerCase();
  const found = (groups.data?.items ?? []).filter(({ name }) => name.toLowerCase().includes(wanted) && !has(name));
  const isNew = wanted !== '' && !found.some(({ name }) => name.toLowerCase() === wanted) && !has(typed.trim());
  return (
    <div className={styles.root}>
      <Field label={props.label}>
        <ChoiceBox
          className={styles.box}
          freeform
          placeholder={props.hint}
          value={typed}
          selectedOptions={[]}
          onChange={(event) => setTyped(event.target.value)}
          onOptionSelect={(_, { optionText, optionValue }) => add(optionValue ?? optionText ?? typed)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && found.length === 0 && typed.trim()) {
              event.preventDefault();
              add(typed);
            }
          }}
        >
          {found.map(({ id, name }) => (
            <Option key={id} value={name}>
              {name}
            </Option>
          ))}
          {isNew && (
            <Option key="new" value={typed.trim()} text={typed.trim()}>
              {`+ ${typed.trim()}`}
            </Option>
          )}
        </ChoiceBox>
      </Field>
      {names.length > 0 && (
        <div className={styles.tags}>
          {names.map((name) => (
            <InteractionTag key={name} size="small">
              <InteractionTagPrimary hasSecondaryAction>{name}</InteractionTagPrimary>
              <InteractionTagSecondary
                aria-label={messages.picker.remove(name)}
                onClick={() => props.onChange(names.filter((other) => other !== name))}
              />
            </InteractionTag>
          ))}
        </div>
      )}
    </div>
  );
}
