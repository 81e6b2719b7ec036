import { Badge, Body1, Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Open20Regular } from '@fluentui/react-icons/svg/open';
import { ManifestPanel, RollOutPanel } from '../delivery/add-in-panels.tsx';
import { Panel } from '../parts/panel.tsx';
import { useSignedIn } from '../signed-in.ts';
import { FirstSignature } from './first-signature.tsx';
import { FirstSync } from './first-sync.tsx';
import { setupText } from './messages.ts';
import { StepBar } from './step-bar.tsx';
import type { StepProps } from './use-steps.ts';

const useStyles = makeStyles({
  ways: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  way: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
});

/** How signatures come into the mail, and the first one; meanwhile the sync goes on. */
export function SignaturesStep({ onNext, onBack, busy }: StepProps) {
  const { session } = useSignedIn();
  const { after, finish } = setupText.signatures;
  return (
    <>
      <FirstSync />
      <Ways />
      <FirstSignature />
      {session.links.compose ? <ComposeWindow link={session.links.compose} /> : null}
      <ManifestPanel />
      {!session.sandbox && <RollOutPanel />}
      <StepBar after={after} next={finish} busy={busy} onNext={() => onNext(false)} onBack={onBack} />
    </>
  );
}

function Ways() {
  const styles = useStyles();
  const { ways, way } = setupText.signatures;
  return (
    <Panel title={ways}>
      <ul className={styles.ways}>
        <li>
          <span className={styles.way}>
            <Text weight="semibold">{way.addin}</Text>
            <Badge appearance="tint" color="success">
              {way.chosen}
            </Badge>
          </span>
          <Body1 block className={styles.muted}>
            {way.addinBody}
          </Body1>
        </li>
        {[way.mailFlow, way.exchange].map((name) => (
          <li key={name} className={styles.way}>
            <Text className={styles.muted}>{name}</Text>
            <Badge appearance="tint" color="informative">
              {way.notYet}
            </Badge>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ComposeWindow({ link }: { link: string }) {
  const styles = useStyles();
  const text = setupText.signatures;
  return (
    <Panel title={text.compose}>
      <Body1 className={styles.muted}>{text.composeBody}</Body1>
      <div>
        <Button as="a" href={link} target="_blank" rel="noreferrer" icon={<Open20Regular />}>
          {text.composeButton}
        </Button>
      </div>
      <Caption1 className={styles.muted}>{text.composeNote}</Caption1>
    </Panel>
  );
}
