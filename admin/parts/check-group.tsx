import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  row: { display: 'flex', flexWrap: 'wrap' },
  column: { display: 'flex', flexDirection: 'column', maxHeight: '200px', overflowY: 'auto' },
  hint: { display: 'block', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
});

/** Boxes to tick that belong together, beside each other or, where there may be many, below each other. */
export function CheckGroup(props: { label: string; hint?: string; many?: boolean; children: ReactNode }) {
  const styles = useStyles();
  return (
    <fieldset className={styles.root}>
      <legend>{props.label}</legend>
      <div className={props.many ? styles.column : styles.row}>{props.children}</div>
      {props.hint && <span className={styles.hint}>{props.hint}</span>}
    </fieldset>
  );
}
