import { Field, Input } from '@fluentui/react-components';
import type { CampaignInput, CampaignView } from '../../contract/index.ts';
import type { Tagged } from '../api/call.ts';
import { readCampaign, useCampaign, useSaveCampaign } from '../api/campaign-queries.ts';
import { endsFirst } from '../audience/period-fields.tsx';
import { WhenFields } from '../audience/when-fields.tsx';
import { WhoFields } from '../audience/who-fields.tsx';
import { isIncomplete } from '../conditions/incomplete.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { SwitchField } from '../parts/switch-field.tsx';
import { useItemDraft } from '../parts/use-item-draft.ts';
import { BannerFields, emptyBanner, isShown } from './banner-fields.tsx';
import { inputOf } from './campaign-input.ts';
import { campaignText } from './messages.ts';

interface DialogProps {
  /** Absent: a new one. */
  id: string | undefined;
  timeZone: string;
  onClose: () => void;
}

const fresh: CampaignInput = {
  ...{ name: '', enabled: false, priority: 100, banner: emptyBanner },
  ...{ who: { everyone: true }, when: {} },
};
const editable = ({ data, tag }: Tagged<CampaignView>): Tagged<CampaignInput> => ({ data: inputOf(data), tag });

/** Makes a campaign, or changes one. */
export function CampaignDialog(props: DialogProps) {
  const seen = useCampaign(props.id);
  if (props.id !== undefined && !seen.data) return seen.error ? <ErrorBar error={seen.error} /> : null;
  return <Form {...props} initial={seen.data ? editable(seen.data) : { data: fresh, tag: undefined }} />;
}

function Form({ id, timeZone, onClose, initial }: DialogProps & { initial: Tagged<CampaignInput> }) {
  const save = useSaveCampaign();
  const draft = useItemDraft({
    initial,
    read: id === undefined ? undefined : async () => editable(await readCampaign(id)),
    save: (input, tag) => save.mutateAsync({ id, input: { ...input, name: input.name.trim() }, tag }),
    onSaved: onClose,
  });
  const { name, enabled, priority, banner, who, when } = draft.value;
  const incomplete = who.condition !== undefined && isIncomplete(who.condition);
  return (
    <FormDialog
      title={id === undefined ? campaignText.add : initial.data.name}
      draft={draft}
      blocked={name.trim() === '' || !isShown(banner) || incomplete || endsFirst(when)}
      onClose={onClose}
    >
      <Field label={campaignText.name} required>
        <Input value={name} maxLength={200} onChange={(_, { value }) => draft.edit({ name: value })} />
      </Field>
      <BannerFields banner={banner} onChange={(next) => draft.edit({ banner: next })} />
      <WhoFields who={who} onChange={(next) => draft.edit({ who: next })} />
      <WhenFields when={when} timeZone={timeZone} onChange={(next) => draft.edit({ when: next })} />
      <Field label={campaignText.priorityLabel} hint={campaignText.priorityHint}>
        <Input
          type="number"
          min={0}
          max={1000}
          value={String(priority)}
          onChange={(_, { value }) => draft.edit({ priority: Number(value) })}
        />
      </Field>
      <SwitchField
        label={campaignText.enabled}
        hint={campaignText.enabledHint}
        checked={enabled}
        onChange={(checked) => draft.edit({ enabled: checked })}
      />
    </FormDialog>
  );
}
