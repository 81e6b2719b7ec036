import { Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { borderTop: 'none' },
  },
  words: {
    flexGrow: 1,
    flexBasis: '220px',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    overflowWrap: 'anywhere',
  },
  note: { color: tokens.colorNeutralForeground2 },
});

/** What was granted, one below the other. */
export function AccessList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={useStyles().list} aria-label={label}>
      {children}
    </ul>
  );
}

/** One that was granted, with a way to take it back that asks first; without one where `ask` is absent. */
export function AccessItem(props: {
  title: string;
  note: string;
  badge: ReactNode;
  ask?: { button: string; title: string; body: string; onConfirm: () => void };
}) {
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const { title, ask } = props;
  return (
    <li className={styles.item}>
      <span className={styles.words}>
        <Text weight="semibold">{title}</Text>
        <Caption1 className={styles.note}>{props.note}</Caption1>
      </span>
      {props.badge}
      {ask && (
        <>
          <Button size="small" aria-label={`${ask.button}: ${title}`} onClick={() => setAsking(true)}>
            {ask.button}
          </Button>
          <ConfirmDialog
            open={asking}
            title={ask.title}
            confirm={ask.button}
            onClose={() => setAsking(false)}
            onConfirm={() => {
              setAsking(false);
              ask.onConfirm();
            }}
          >
            {ask.body}
          </ConfirmDialog>
        </>
      )}
    </li>
  );
}
