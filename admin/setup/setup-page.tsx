import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { type SessionView, setupSteps, type TenantView } from '../../contract/index.ts';
import { useTakeTimeZone } from '../api/setup-queries.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { pathTo } from '../paths.ts';
import { isAdmin } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { Connect, Connected } from './connect-step.tsx';
import { setupText } from './messages.ts';
import { PreviewStep } from './preview-step.tsx';
import { RulesStep } from './rules-step.tsx';
import { SettingsStep } from './settings-step.tsx';
import { SignaturesStep } from './signatures-step.tsx';
import { StepBar } from './step-bar.tsx';
import { StepList } from './step-list.tsx';
import { type StepProps, useSteps } from './use-steps.ts';

const useStyles = makeStyles({
  lead: { maxWidth: '72ch', margin: 0, color: tokens.colorNeutralForeground2 },
});

/** The set-up, step by step, for as long as it is not done. */
export function SetupPage() {
  const { session, tenant } = useSignedIn();
  const [wasOpen] = useState(tenant.setup !== undefined);
  if (!isAdmin(session)) return <Navigate to={pathTo.home()} replace />;
  // done here a moment ago, or long since: either way it is over
  if (!tenant.setup) return <Navigate to={pathTo.home()} replace state={{ setUpDone: wasOpen }} />;
  return <Steps session={session} tenant={tenant} />;
}

function Steps({ session, tenant }: { session: SessionView; tenant: TenantView }) {
  const { step, reached, note, ...ways } = useSteps(tenant, useParams().step);
  const styles = useStyles();
  return (
    <>
      <Heading step={step} />
      <StepList step={step} reached={reached} />
      <p className={styles.lead}>{setupText[step].lead}</p>
      {note.error && <ErrorBar error={note.error} />}
      {step === 'connect' && <ConnectStep session={session} tenant={tenant} {...ways} />}
      {step === 'settings' && <SettingsStep {...ways} />}
      {step === 'rules' && <RulesStep {...ways} />}
      {step === 'preview' && <PreviewStep {...ways} />}
      {step === 'signatures' && <SignaturesStep {...ways} />}
    </>
  );
}

function ConnectStep({ session, tenant, onNext, busy }: StepProps & { session: SessionView; tenant: TenantView }) {
  const zone = useTakeTimeZone();
  const first = tenant.setup?.step === 'connect';
  // the zone is a convenience: without it the step is done as well, and the next one shows which it is
  const next = () => (first ? zone.mutate(undefined, { onSettled: () => onNext(false) }) : onNext(false));
  return (
    <>
      <Connected session={session} tenant={tenant} />
      <StepBar
        after={setupText.connect.after}
        next={setupText.next(setupText.steps.settings)}
        busy={busy || zone.isPending}
        onNext={next}
      />
    </>
  );
}

/** The set-up before anything is connected: its first step, wherever the app was opened. */
export function SetupBegin({ session }: { session: SessionView }) {
  const navigate = useNavigate();
  return (
    <>
      <Heading step="connect" />
      <StepList step="connect" reached="connect" />
      <Connect session={session} onConnected={() => void navigate(pathTo.setup())} />
    </>
  );
}

function Heading({ step }: { step: keyof typeof setupText.steps }) {
  const { page, heading, steps, stepOf } = setupText;
  const place = setupSteps.indexOf(step) + 1;
  return (
    <PageHeading
      page={`${steps[step]} · ${page}`}
      heading={`${heading}: ${steps[step]}`}
      note={stepOf(place, setupSteps.length)}
    />
  );
}
