import { Button, Caption1 } from '@fluentui/react-components';
import type { SessionView } from '../../contract/index.ts';
import { useSignOut } from '../api/session-queries.ts';
import { messages } from '../messages/messages.ts';
import { CommandLine } from '../parts/command-line.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { WelcomeCard } from './welcome-card.tsx';

/** Shown to someone who is signed in, but has no role in Signet. */
export function NoRolePage({ session }: { session: SessionView }) {
  const signOut = useSignOut();
  const { page, heading, body, command, signOut: label } = messages.noRole;
  return (
    <WelcomeCard page={page} heading={heading} lead={body(session.name, session.address)}>
      <Caption1>{command}</Caption1>
      <CommandLine command={`npm run -s signet -- role grant ${session.address} auditor`} />
      {signOut.error && <ErrorBar error={signOut.error} />}
      <Button onClick={() => signOut.mutate()}>{label}</Button>
    </WelcomeCard>
  );
}
