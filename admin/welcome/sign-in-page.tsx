import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { messages } from '../messages/messages.ts';
import { MicrosoftMark } from './microsoft-mark.tsx';
import { WelcomeCard } from './welcome-card.tsx';

const useStyles = makeStyles({ button: { width: '100%' }, hint: { color: tokens.colorNeutralForeground3 } });

/** Shown when nobody is signed in. */
export function SignInPage() {
  const styles = useStyles();
  const { page, heading, lead, button, hint } = messages.signIn;
  return (
    <WelcomeCard page={page} heading={heading} lead={lead}>
      <Button
        as="a"
        href={`/auth/sign-in?returnTo=${encodeURIComponent(`/admin/${location.hash}`)}`}
        appearance="primary"
        size="large"
        icon={<MicrosoftMark />}
        className={styles.button}
      >
        {button}
      </Button>
      <Caption1 className={styles.hint}>{hint}</Caption1>
    </WelcomeCard>
  );
}
