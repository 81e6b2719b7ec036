import { Body1, Button, Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { PlugConnected20Regular } from '@fluentui/react-icons/svg/plug-connected';
import type { SessionView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { CommandLine } from '../parts/command-line.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { isAdmin } from '../runs/permission.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    padding: '40px',
    '@media (max-width: 640px)': { padding: tokens.spacingHorizontalL },
  },
  lead: { maxWidth: '64ch', color: tokens.colorNeutralForeground2 },
  steps: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
    gap: tokens.spacingHorizontalXXL,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  step: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  number: {
    display: 'grid',
    placeItems: 'center',
    width: '32px',
    height: '32px',
    marginBottom: tokens.spacingVerticalXS,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
  },
  muted: { color: tokens.colorNeutralForeground2 },
  command: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, maxWidth: '560px' },
});

/** Shown while no tenant is connected: what happens, and both ways to do it. */
export function ConnectPage({ session }: { session: SessionView }) {
  const styles = useStyles();
  const { page, heading, lead, steps, button, notAdmin, orCommand } = messages.connect;
  return (
    <div className={styles.root}>
      <PageHeading page={page} heading={heading} />
      <Body1 className={styles.lead}>{lead}</Body1>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step.title} className={styles.step}>
            <span className={styles.number} aria-hidden>
              {index + 1}
            </span>
            <Subtitle2 as="h2" block>
              {step.title}
            </Subtitle2>
            <Body1 className={styles.muted}>{step.body}</Body1>
          </li>
        ))}
      </ol>
      <div>
        {isAdmin(session) ? (
          <Button as="a" href="/connect" appearance="primary" size="large" icon={<PlugConnected20Regular />}>
            {button}
          </Button>
        ) : (
          <Body1>{notAdmin}</Body1>
        )}
      </div>
      <div className={styles.command}>
        <Caption1 className={styles.muted}>{orCommand}</Caption1>
        <CommandLine command={`npm run -s signet -- tenant connect ${session.tenantId}`} />
      </div>
    </div>
  );
}
