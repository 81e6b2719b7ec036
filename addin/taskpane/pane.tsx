import {
  Body1,
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Select,
  Spinner,
  Subtitle1,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { ComposeType, ProfileAnswer, ProfileChange } from '../../contract/signature.ts';
import { Happenings } from './happenings.tsx';
import { OwnFields } from './own-fields.tsx';
import { composeTypes, composeTypeWords } from './pane-words.ts';
import type { PaneView } from './pane-work.ts';
import { Preview } from './preview.tsx';
import { usePane } from './use-pane.ts';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, minHeight: '32px' },
});

/** The task pane: what each address signs with, two buttons, what the user may choose and edit, and what happened. */
export function Pane() {
  const styles = useStyles();
  const { view, profile, busy, offline, log, refresh, insert, change } = usePane();
  const [shown, setShown] = useState<{ from?: string; composeType?: ComposeType }>({});
  const from = shown.from ?? view?.compose.from ?? '';
  const composeType = shown.composeType ?? view?.compose.composeType ?? 'newMail';
  const answer = view?.signatureOf(from, composeType);
  return (
    <main className={styles.pane}>
      <Subtitle1 as="h1">Signature</Subtitle1>
      {offline && (
        <MessageBar intent="warning">
          <MessageBarBody>
            Signet cannot be reached. You see what this device remembers, and can insert it.
          </MessageBarBody>
        </MessageBar>
      )}
      {view && <Chooser {...{ view, from, composeType, setShown }} />}
      {answer && view && <Preview signature={answer.signature} format={view.compose.format} />}
      {answer === null && <Body1>There is no signature for this address.</Body1>}
      {view && answer === undefined && !busy && <Body1>This device knows no signature for this address yet.</Body1>}
      <div className={styles.buttons}>
        <Button appearance="primary" disabled={busy || !answer} onClick={() => answer && insert(answer)}>
          Insert signature
        </Button>
        <Button disabled={busy} onClick={refresh}>
          Refresh
        </Button>
        {busy && <Spinner size="tiny" label="One moment" />}
      </div>
      {profile && <Choices {...{ profile, composeType, busy, change }} />}
      {profile && profile.fields.length > 0 && (
        <OwnFields fields={profile.fields} busy={busy} onSave={(fields) => change({ fields })} />
      )}
      <Happenings log={log} />
    </main>
  );
}

/** For which address and which kind of message. */
function Chooser({
  view,
  from,
  composeType,
  setShown,
}: {
  view: PaneView;
  from: string;
  composeType: ComposeType;
  setShown: (shown: { from: string; composeType: ComposeType }) => void;
}) {
  return (
    <>
      <Field label="Address">
        <Select value={from} onChange={(_event, { value }) => setShown({ from: value, composeType })}>
          {view.senders.map((sender) => (
            <option key={sender}>{sender}</option>
          ))}
        </Select>
      </Field>
      <Field label="Kind of message">
        <Select
          value={composeType}
          onChange={(_event, { value }) => setShown({ from, composeType: value as ComposeType })}
        >
          {composeTypes.map((type) => (
            <option key={type} value={type}>
              {composeTypeWords[type]}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

/** Where more than one signature is offered for this kind of message: which one it shall be. */
function Choices({
  profile,
  composeType,
  busy,
  change,
}: {
  profile: ProfileAnswer;
  composeType: ComposeType;
  busy: boolean;
  change: (change: Partial<ProfileChange>) => void;
}) {
  const choice = profile.choices.find((one) => one.composeType === composeType);
  if (!choice || choice.offered.length < 2) return null;
  const chosen = choice.chosen ?? choice.offered[0]?.template ?? '';
  return (
    <Field label="Which signature">
      <Select
        value={chosen}
        disabled={busy}
        onChange={(_event, { value }) => change({ choices: { [composeType]: value } })}
      >
        {choice.offered.map(({ template, title }) => (
          <option key={template} value={template}>
            {title}
          </option>
        ))}
      </Select>
    </Field>
  );
}
