import {
  Body1,
  Caption1,
  Field,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { AddinSettings, SendCheck } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { SaveBar } from '../parts/save-bar.tsx';
import { SwitchField } from '../parts/switch-field.tsx';
import { type SettingsDraft, useSettingsDraft } from '../parts/use-settings-draft.ts';
import { isAdmin } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { deliveryText } from './messages.ts';

const useStyles = makeStyles({ muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' } });

const sendChecks: readonly SendCheck[] = ['off', 'forgotten', 'always'];

/** How the add-in behaves; only admins change it. */
export function AddinSettingsPart() {
  const styles = useStyles();
  const { session } = useSignedIn();
  const mayEdit = isAdmin(session);
  const { draft, error, retry } = useSettingsDraft('addin', ['sendCheck', 'nativeSignatures']);
  if (error) return <ErrorBar error={error} onRetry={retry} />;
  if (!draft) return <PageSkeleton />;
  return (
    <>
      {!mayEdit && <Caption1 className={styles.muted}>{messages.save.onlyAdmins}</Caption1>}
      <NativeSignatures draft={draft} mayEdit={mayEdit} />
      <SendChecks draft={draft} mayEdit={mayEdit} />
      <SaveBar draft={draft} />
    </>
  );
}

interface PartProps {
  draft: SettingsDraft<AddinSettings>;
  mayEdit: boolean;
}

/** The switch that nobody can take back for the others is asked about. */
function NativeSignatures({ draft, mayEdit }: PartProps) {
  const text = deliveryText.settings;
  const [asking, setAsking] = useState(false);
  const setOff = () => draft.edit({ nativeSignatures: 'turnOff' });
  return (
    <Panel title={text.native}>
      <SwitchField
        label={text.nativeSwitch}
        hint={text.nativeHint}
        checked={draft.value.nativeSignatures === 'turnOff'}
        disabled={!mayEdit}
        onChange={(checked) => {
          if (!checked) draft.edit({ nativeSignatures: 'keep' });
          else if (draft.saved.nativeSignatures === 'turnOff') setOff();
          else setAsking(true);
        }}
      />
      <ConfirmDialog
        open={asking}
        title={text.nativeTitle}
        confirm={text.nativeConfirm}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          setOff();
        }}
      >
        {text.nativeBody}
      </ConfirmDialog>
    </Panel>
  );
}

function SendChecks({ draft, mayEdit }: PartProps) {
  const styles = useStyles();
  const text = deliveryText.settings;
  // Turned off again, the manifest may stay: the add-in lets every message pass.
  const manifestChanges = draft.saved.sendCheck === 'off' && draft.value.sendCheck !== 'off';
  return (
    <Panel title={text.sendCheck}>
      <Body1 className={styles.muted}>{text.sendCheckHint}</Body1>
      <Field>
        <RadioGroup
          aria-label={text.sendCheck}
          disabled={!mayEdit}
          value={draft.value.sendCheck}
          onChange={(_, { value }) => draft.edit({ sendCheck: sendChecks.find((known) => known === value) ?? 'off' })}
        >
          {sendChecks.map((known) => (
            <Radio key={known} value={known} label={text.sendChecks[known]} />
          ))}
        </RadioGroup>
      </Field>
      {manifestChanges && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{text.manifestTitle}</MessageBarTitle> {text.manifestBody}
          </MessageBarBody>
        </MessageBar>
      )}
    </Panel>
  );
}
