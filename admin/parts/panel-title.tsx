import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  icon: { display: 'inline-flex', flexShrink: 0 },
  title: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
});

/** The heading of a panel: icon, words, and something at the far side. */
export function PanelTitle(props: { id: string; title: string; icon?: ReactNode; aside?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      {props.icon && (
        <span className={styles.icon} aria-hidden>
          {props.icon}
        </span>
      )}
      <Subtitle2 as="h2" block id={props.id} className={styles.title}>
        {props.title}
      </Subtitle2>
      {props.aside}
    </div>
  );
}
