import { Button, Field, Input, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useState } from 'react';
import type { OwnField } from '../../contract/signature.ts';
import { fieldLabel } from './pane-words.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  save: { alignSelf: 'flex-start' },
});

/** The fields that the user may edit; what isn't changed isn't sent. */
export function OwnFields({
  fields,
  busy,
  onSave,
}: {
  fields: OwnField[];
  busy: boolean;
  onSave: (changed: Record<string, string>) => void;
}) {
  const styles = useStyles();
  const [values, setValues] = useState<Record<string, string>>({});
  // A fresh profile counts, not what was typed before it came.
  useEffect(() => setValues(Object.fromEntries(fields.map(({ name, value }) => [name, value]))), [fields]);
  const changed = Object.fromEntries(
    fields
      .filter(({ name, value }) => values[name] !== undefined && values[name] !== value)
      .map(({ name }) => [name, values[name] ?? '']),
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave(changed);
  };
  return (
    <form className={styles.form} onSubmit={save} aria-label="Your details">
      <Subtitle2 as="h2">Your details</Subtitle2>
      {fields.map(({ name, byHand }) => (
        <Field key={name} label={fieldLabel(name)} hint={byHand ? 'Entered by you' : undefined}>
          <Input
            value={values[name] ?? ''}
            maxLength={1000}
            onChange={(_event, { value }) => setValues((before) => ({ ...before, [name]: value }))}
          />
        </Field>
      ))}
      <Button className={styles.save} type="submit" disabled={busy || Object.keys(changed).length === 0}>
        Save
      </Button>
    </form>
  );
}
