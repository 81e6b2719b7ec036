import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';

/** A number of pixels. It is taken over once it is one, when the field is left or Enter is pressed. */
export function NumberField(props: {
  label: string;
  value: string;
  least: number;
  most: number;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const take = () => {
    const number = Math.round(Number(typed));
    if (typed !== undefined && (typed === '' || (number >= props.least && number <= props.most)))
      props.onChange(typed === '' ? '' : String(number));
    setTyped(undefined);
  };
  return (
    <Field label={props.label} size="small">
      <Input
        size="small"
        type="number"
        min={props.least}
        max={props.most}
        value={typed ?? props.value}
        onChange={(_, { value }) => setTyped(value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
    </Field>
  );
}
