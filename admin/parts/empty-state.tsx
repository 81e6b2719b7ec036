import { Body1, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalM,
    textAlign: 'center',
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXL}`,
  },
  icon: {
    display: 'grid',
    placeItems: 'center',
    width: '64px',
    height: '64px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
  },
  body: { maxWidth: '52ch', textAlign: 'center', color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: tokens.spacingHorizontalS },
});

/** What is missing, and what to do about it. */
export function EmptyState(props: { icon?: ReactNode; title: string; body: string; children?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      {props.icon && (
        <span className={styles.icon} aria-hidden>
          {props.icon}
        </span>
      )}
      <Subtitle1 as="h2" block>
        {props.title}
      </Subtitle1>
      <Body1 className={styles.body}>{props.body}</Body1>
      {props.children && <div className={styles.actions}>{props.children}</div>}
    </div>
  );
}
