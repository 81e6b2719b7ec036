import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { ReasonedButton } from '../parts/reasoned-button.tsx';
import { setupText } from './messages.ts';

const useStyles = makeStyles({
  root: {
    position: 'sticky',
    bottom: tokens.spacingVerticalL,
    zIndex: 5,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow16,
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  after: { flexGrow: 1, flexBasis: '240px', color: tokens.colorNeutralForeground2 },
});

/** The end of a step: what happens next, the way on and the way back; above it what stands in the way. */
export function StepBar(props: {
  after: string;
  next: string;
  whyNot?: string | undefined;
  busy?: boolean;
  onNext: () => void;
  onBack?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <section className={styles.root} aria-label={setupText.bar}>
      {props.children}
      <div className={styles.row}>
        <Caption1 className={styles.after}>{props.after}</Caption1>
        {props.onBack && <Button onClick={props.onBack}>{setupText.back}</Button>}
        <ReasonedButton appearance="primary" whyNot={props.whyNot} busy={props.busy ?? false} onClick={props.onNext}>
          {props.next}
        </ReasonedButton>
      </div>
    </section>
  );
}
