import {
  Body1,
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { SessionView, TenantView } from '../../contract/index.ts';
import { useNoteSetup } from '../api/setup-queries.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { ButtonLink } from '../parts/page-link.tsx';
import { Panel } from '../parts/panel.tsx';
import { pathTo } from '../paths.ts';
import { isAdmin } from '../runs/permission.ts';
import { setupText } from '../setup/messages.ts';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Did the set-up lead here? It is told once: not again when the page is loaded anew. */
function useJustDone(): boolean {
  const { pathname, state } = useLocation();
  const navigate = useNavigate();
  const [justDone] = useState(Boolean(state?.setUpDone));
  useEffect(() => {
    if (justDone) void navigate(pathname, { replace: true });
  }, [justDone, navigate, pathname]);
  return justDone;
}

/** Offers the set-up for as long as it is not done, and says once that it is. */
export function SetUpOffer({ session, tenant }: { session: SessionView; tenant: TenantView }) {
  const justDone = useJustDone();
  const { doneTitle, doneBody } = setupText.offer;
  if (tenant.setup && isAdmin(session)) return <Offer tenant={tenant} step={tenant.setup.step} />;
  if (!justDone) return null;
  return (
    <MessageBar intent="success" layout="multiline" politeness="polite">
      <MessageBarBody>
        <MessageBarTitle>{doneTitle}</MessageBarTitle> {doneBody}
      </MessageBarBody>
    </MessageBar>
  );
}

function Offer({ tenant, step }: { tenant: TenantView; step: NonNullable<TenantView['setup']>['step'] }) {
  const styles = useStyles();
  const text = setupText.offer;
  const [asking, setAsking] = useState(false);
  const note = useNoteSetup(tenant.id);
  const begun = step !== 'connect';
  return (
    <Panel title={begun ? text.goOn : text.title} accent="brand">
      <Body1 className={styles.muted}>
        {text.body} {begun && text.at(setupText.steps[step])}
      </Body1>
      {note.error && <ErrorBar error={note.error} />}
      <div className={styles.actions}>
        <ButtonLink to={pathTo.setup()} appearance="primary">
          {begun ? text.resume : text.begin}
        </ButtonLink>
        <Button appearance="subtle" onClick={() => setAsking(true)}>
          {text.without}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        title={text.withoutTitle}
        confirm={text.withoutConfirm}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          note.mutate('done');
        }}
      >
        {text.withoutBody}
      </ConfirmDialog>
    </Panel>
  );
}
