import {
  Button,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { usePersonVersion } from '../api/people-queries.ts';
import { PersonPicker } from '../parts/person-picker.tsx';
import { nameOf } from '../people/person-words.ts';
import { audienceText } from './messages.ts';

const shownAtFirst = 20;

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  tags: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

/** People named one by one. */
export function ChosenPeople({ ids, onChange }: { ids: readonly string[]; onChange: (ids: string[]) => void }) {
  const styles = useStyles();
  const [shown, setShown] = useState(shownAtFirst);
  return (
    <div className={styles.root}>
      <PersonPicker
        label={audienceText.people}
        person={undefined}
        onPick={({ id }) => onChange([...ids.filter((other) => other !== id), id])}
      />
      {ids.length > 0 && (
        <div className={styles.tags}>
          {ids.slice(0, shown).map((id) => (
            <PersonTag key={id} id={id} onRemove={() => onChange(ids.filter((other) => other !== id))} />
          ))}
          {ids.length > shown && (
            <Button size="small" appearance="subtle" onClick={() => setShown(ids.length)}>
              {audienceText.more(ids.length - shown)}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function PersonTag({ id, onRemove }: { id: string; onRemove: () => void }) {
  const person = usePersonVersion(id).data?.data;
  const name = person ? nameOf(person) : id;
  return (
    <InteractionTag size="small">
      <InteractionTagPrimary hasSecondaryAction>{name}</InteractionTagPrimary>
      <InteractionTagSecondary aria-label={audienceText.takeOut(name)} onClick={onRemove} />
    </InteractionTag>
  );
}
