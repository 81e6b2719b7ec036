import { Caption1, makeStyles, Switch, tokens } from '@fluentui/react-components';
import { useId } from 'react';

const useStyles = makeStyles({
  switch: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
  hint: { display: 'block', color: tokens.colorNeutralForeground2, paddingInlineStart: '48px', maxWidth: '64ch' },
});

/** A switch with a word on what it means. */
export function SwitchField(props: {
  label: string;
  hint: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const styles = useStyles();
  const hintId = useId();
  return (
    <div>
      <Switch
        className={styles.switch}
        label={props.label}
        checked={props.checked}
        disabled={props.disabled ?? false}
        aria-describedby={hintId}
        onChange={(_, { checked }) => props.onChange(checked)}
      />
      <Caption1 id={hintId} className={styles.hint}>
        {props.hint}
      </Caption1>
    </div>
  );
}
