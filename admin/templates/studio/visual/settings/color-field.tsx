import { Field, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';

const useStyles = makeStyles({
  input: {
    width: '56px',
    height: '28px',
    padding: '2px',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

const isColour = /^#[0-9a-f]{6}$/i;

/** A colour; taken over when the browser's own choice is closed. */
export function ColorField(props: { label: string; value: string; onChange: (value: string) => void }) {
  const styles = useStyles();
  const [chosen, setChosen] = useState<string>();
  const value = isColour.test(props.value) ? props.value : '#000000';
  return (
    <Field label={props.label} size="small">
      {(field) => (
        <input
          {...field}
          type="color"
          className={styles.input}
          value={chosen ?? value}
          onChange={(event) => setChosen(event.target.value)}
          onBlur={() => {
            if (chosen !== undefined && chosen !== value) props.onChange(chosen);
            setChosen(undefined);
          }}
        />
      )}
    </Field>
  );
}
