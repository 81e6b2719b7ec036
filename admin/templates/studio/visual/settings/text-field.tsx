import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';

/** Words that are taken over when the field is left or Enter is pressed, so that one change is one step to undo. */
export function TextField(props: {
  label: string;
  value: string;
  type?: 'text' | 'color';
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const take = () => {
    if (typed !== undefined && typed !== props.value) props.onChange(typed);
    setTyped(undefined);
  };
  return (
    <Field label={props.label} size="small">
      <Input
        size="small"
        value={typed ?? props.value}
        onChange={(_, { value }) => setTyped(value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
    </Field>
  );
}
