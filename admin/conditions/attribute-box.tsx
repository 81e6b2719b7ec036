import { makeStyles, mergeClasses, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { ChoiceBox } from '../parts/choice-box.tsx';
import { attributeLabel } from './condition-words.ts';

const useStyles = makeStyles({
  box: { minWidth: 0, width: '100%' },
});

const isName = (text: string) => /^[A-Za-z][\w.]{0,119}$/.test(text);

/** Chooses a field or property by typing part of its name; `open`: others than those listed may be typed. */
export function AttributeBox(props: {
  names: readonly string[];
  open: boolean;
  value: string;
  label?: string;
  className?: string;
  onPick: (name: string) => void;
}) {
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  const { names, value } = props;
  const own = typed?.trim() ?? '';
  const fits = (name: string) => `${name} ${attributeLabel(name)}`.toLowerCase().includes(own.toLowerCase());
  return (
    <ChoiceBox
      className={mergeClasses(styles.box, props.className)}
      {...(props.label ? { 'aria-label': props.label } : {})}
      value={typed ?? attributeLabel(value)}
      selectedOptions={[value]}
      onChange={(event) => setTyped(event.target.value)}
      onOpenChange={(_, { open }) => !open && setTyped(undefined)}
      onOptionSelect={(_, { optionValue }) => {
        if (optionValue) props.onPick(optionValue);
        setTyped(undefined);
      }}
    >
      {names.filter(fits).map((name) => (
        <Option key={name} value={name} text={attributeLabel(name)}>
          {attributeLabel(name)}
        </Option>
      ))}
      {props.open && isName(own) && !names.includes(own) && (
        <Option value={own} text={own}>
          {own}
        </Option>
      )}
    </ChoiceBox>
  );
}
