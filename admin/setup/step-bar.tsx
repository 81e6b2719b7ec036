import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useBarStyles } from '../parts/bar-styles.ts';
import { ReasonedButton } from '../parts/reasoned-button.tsx';
import { setupText } from './messages.ts';

const useStyles = makeStyles({
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
  const bar = useBarStyles();
  const styles = useStyles();
  return (
    <section className={bar.root} aria-label={setupText.bar}>
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
