import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { PersonQuestionMark24Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { useState } from 'react';
import type { ComposeType, ProfileAnswer, SessionView, SignaturesAnswer } from '../../contract/index.ts';
import { ApiError } from '../api/api-error.ts';
import { useOwnProfile, useOwnSignatures } from '../api/own-queries.ts';
import { useSession } from '../api/session-queries.ts';
import { CommandLine } from '../parts/command-line.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { ownText } from './messages.ts';
import { OwnDetails } from './own-details.tsx';
import { OwnPreview } from './own-preview.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 7fr) minmax(0, 5fr)',
    gap: tokens.spacingHorizontalXL,
    alignItems: 'start',
    '@media (max-width: 1080px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** For everyone, whatever their role: what they sign with, and what they may choose and edit. */
export function MySignaturePage() {
  const session = useSession();
  const profile = useOwnProfile();
  const signatures = useOwnSignatures();
  const content = () => {
    if (profile.error instanceof ApiError && profile.error.code === 'PERSON_UNKNOWN')
      return session.data && <NobodyKnown session={session.data} />;
    const error = profile.error ?? signatures.error;
    if (profile.data && signatures.data) return <Own profile={profile.data} signatures={signatures.data} />;
    if (error) return <ErrorBar error={error} onRetry={() => [profile.refetch(), signatures.refetch()]} />;
    return <PageSkeleton />;
  };
  return (
    <>
      <PageHeading page={ownText.page} heading={ownText.page} note={ownText.lead} />
      {content()}
    </>
  );
}

function Own({ profile, signatures }: { profile: ProfileAnswer; signatures: SignaturesAnswer }) {
  const styles = useStyles();
  const [composeType, setComposeType] = useState<ComposeType>('newMail');
  return (
    <div className={styles.columns}>
      <Panel title={ownText.preview}>
        <OwnPreview
          profile={profile}
          signatures={signatures}
          composeType={composeType}
          onComposeType={setComposeType}
        />
      </Panel>
      <Panel title={ownText.details}>
        <OwnDetails fields={profile.fields} />
      </Panel>
    </div>
  );
}

/** Somebody whom no sync has brought in, or has taken out. Whoever has no role either learns how to get one. */
function NobodyKnown({ session }: { session: SessionView }) {
  const { title, body, role } = ownText.unknown;
  return (
    <Panel title={title}>
      <EmptyState icon={<PersonQuestionMark24Regular />} title={title} body={body(session.name, session.address)} />
      {session.roles.length === 0 && (
        <>
          <Caption1>{role}</Caption1>
          <CommandLine command={`npm run -s signet -- role grant ${session.address} auditor`} />
        </>
      )}
    </Panel>
  );
}
