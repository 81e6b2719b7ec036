import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';

const parts = (text: string) =>
  text
    .split(/[\s,;]+/)
    .map((part) => part.trim())
    .filter(Boolean);

/** Several words in one line, separated by commas. */
export function ListField(props: {
  label: string;
  hint: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const kept = props.values.join(', ');
  return (
    <Field label={props.label} hint={props.hint}>
      <Input
        value={typed ?? kept}
        onBlur={() => setTyped(undefined)}
        onChange={(_, { value }) => {
          setTyped(value);
          props.onChange(parts(value));
        }}
      />
    </Field>
  );
}
