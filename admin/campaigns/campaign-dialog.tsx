import { Caption1, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CampaignInput } from '../../contract/index.ts';
import { useCampaign, useSaveCampaign } from '../api/campaign-queries.ts';
import { WhenFields } from '../assignments/when-fields.tsx';
import { WhoFields } from '../assignments/who-fields.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { SwitchField } from '../parts/switch-field.tsx';
import { BannerFields, emptyBanner } from './banner-fields.tsx';
import { campaignText } from './messages.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

const fresh: CampaignInput = {
  ...{ name: '', enabled: false, priority: 100, banner: emptyBanner },
  ...{ who: { everyone: true }, when: {} },
};

/** Makes a campaign or changes one; what this form has no place for is kept. */
export function CampaignDialog({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const seen = useCampaign(id);
  if (id !== undefined && !seen.data) return seen.error ? <ErrorBar error={seen.error} /> : null;
  return <Form id={id} initial={seen.data?.data ?? fresh} tag={seen.data?.tag} onClose={onClose} />;
}

const inputOf = ({ name, enabled, priority, banner, who, when }: CampaignInput): CampaignInput => ({
  ...{ name: name.trim(), enabled, priority, banner, who, when },
});

const isShown = ({ banner }: CampaignInput) =>
  banner.kind === 'html' ? banner.html.trim() !== '' : banner.image !== '' && banner.alt.trim() !== '';

function Form(props: { id: string | undefined; initial: CampaignInput; tag: string | undefined; onClose: () => void }) {
  const styles = useStyles();
  const save = useSaveCampaign();
  const [input, setInput] = useState(() => inputOf(props.initial));
  const { name, enabled, priority, banner, who, when } = input;
  const edit = (change: Partial<CampaignInput>) => setInput({ ...input, ...change });
  return (
    <ConfirmDialog
      open
      title={props.id === undefined ? campaignText.add : props.initial.name}
      confirm={campaignText.save}
      blocked={name.trim() === '' || !isShown(input) || save.isPending}
      onClose={props.onClose}
      onConfirm={() =>
        save.mutate({ id: props.id, input: inputOf(input), tag: props.tag }, { onSuccess: props.onClose })
      }
    >
      <div className={styles.form}>
        {save.error && <ErrorBar error={save.error} />}
        <Field label={campaignText.name} required>
          <Input value={name} maxLength={200} onChange={(_, { value }) => edit({ name: value })} />
        </Field>
        <BannerFields banner={banner} onChange={(next) => edit({ banner: next })} />
        <WhoFields who={who} onChange={(next) => edit({ who: next })} />
        <WhenFields when={when} onChange={(next) => edit({ when: next })} />
        <Field label={campaignText.priorityLabel} hint={campaignText.priorityHint}>
          <Input
            type="number"
            min={0}
            max={1000}
            value={String(priority)}
            onChange={(_, { value }) => edit({ priority: Number(value) })}
          />
        </Field>
        <SwitchField
          label={campaignText.enabled}
          hint={campaignText.enabledHint}
          checked={enabled}
          onChange={(checked) => edit({ enabled: checked })}
        />
        {(who.condition ?? who.personIds ?? when.weekdays) && <Caption1>{campaignText.kept}</Caption1>}
      </div>
    </ConfirmDialog>
  );
}
