import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark';
import { Copy20Regular } from '@fluentui/react-icons/svg/copy';
import { useRef, useState } from 'react';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  input: { flexGrow: 1, flexBasis: '240px', minWidth: 0 },
});

/** Something to hand on, as it is: selected when it is pointed at, copied by a button. */
export function CopyField({ label, hint, value }: { label: string; hint?: string; value: string }) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState('');
  const done = copied === value;
  const copy = async () => {
    input.current?.select();
    // without https a browser has no clipboard to give: then it is selected, for Ctrl+C
    await navigator.clipboard?.writeText(value).then(
      () => setCopied(value),
      () => undefined,
    );
  };
  return (
    <Field label={label} hint={hint}>
      <span className={styles.row}>
        <Input
          ref={input}
          readOnly
          aria-label={label}
          className={styles.input}
          value={value}
          onFocus={(event) => event.target.select()}
        />
        <Button icon={done ? <Checkmark20Regular /> : <Copy20Regular />} onClick={() => void copy()}>
          <span aria-live="polite">{done ? messages.copy.copied : messages.copy.copy}</span>
        </Button>
      </span>
    </Field>
  );
}
