import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { PanelTitle } from './panel-title.tsx';

const useStyles = makeStyles({
  root: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    minWidth: 0,
    '@media (max-width: 640px)': { padding: tokens.spacingHorizontalL },
  },
  warning: { borderTop: `3px solid ${tokens.colorStatusWarningBorderActive}` },
  brand: { borderTop: `3px solid ${tokens.colorBrandStroke1}` },
  flush: { paddingBottom: tokens.spacingVerticalS },
});

/** A part of a page with a heading of its own. */
export function Panel(props: {
  title: string;
  icon?: ReactNode;
  aside?: ReactNode;
  accent?: 'warning' | 'brand';
  flush?: boolean;
  children: ReactNode;
}) {
  const styles = useStyles();
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className={mergeClasses(styles.root, props.accent && styles[props.accent], props.flush && styles.flush)}
    >
      <PanelTitle id={titleId} title={props.title} icon={props.icon} aside={props.aside} />
      {props.children}
    </section>
  );
}
