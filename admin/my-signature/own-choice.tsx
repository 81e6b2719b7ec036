import { Field, Select } from '@fluentui/react-components';
import type { ComposeType, ProfileAnswer } from '../../contract/index.ts';
import { useChangeOwnProfile } from '../api/own-queries.ts';
import { messages } from '../messages/messages.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { ownText } from './messages.ts';

/** Where more than one signature is offered for this kind of message: which one it shall be. It is saved at once, as in Outlook's pane. */
export function OwnChoice({ profile, composeType }: { profile: ProfileAnswer; composeType: ComposeType }) {
  const change = useChangeOwnProfile();
  const choice = profile.choices.find((one) => one.composeType === composeType);
  if (!choice || choice.offered.length < 2) return null;
  const wanted = change.isPending ? change.variables.choices?.[composeType] : undefined;
  return (
    <>
      <Field
        label={ownText.which}
        hint={ownText.whichHint(messages.composeTypes[composeType])}
        validationState={change.isSuccess ? 'success' : 'none'}
        validationMessage={change.isSuccess ? ownText.choiceSaved : undefined}
      >
        <Select
          value={wanted ?? choice.chosen ?? choice.offered[0]?.template ?? ''}
          onChange={(_, { value }) => change.mutate({ choices: { [composeType]: value } })}
        >
          {choice.offered.map(({ template, title }) => (
            <option key={template} value={template}>
              {title}
            </option>
          ))}
        </Select>
      </Field>
      {change.error && <ErrorBar error={change.error} />}
    </>
  );
}
