import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import type { AssignmentInput, AssignmentView, TemplateView } from '../../contract/index.ts';
import { readAssignment, useAssignment, useSaveAssignment } from '../api/assignment-queries.ts';
import type { Tagged } from '../api/call.ts';
import { ListField } from '../audience/list-field.tsx';
import { audienceText } from '../audience/messages.ts';
import { endsFirst } from '../audience/period-fields.tsx';
import { WhenFields, withChange } from '../audience/when-fields.tsx';
import { WhoFields } from '../audience/who-fields.tsx';
import { isIncomplete } from '../conditions/incomplete.ts';
import { CheckGroup } from '../parts/check-group.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { SwitchField } from '../parts/switch-field.tsx';
import { useItemDraft } from '../parts/use-item-draft.ts';
import { assignmentText } from './messages.ts';

interface DialogProps {
  /** Absent: a new one. */
  id: string | undefined;
  templates: readonly TemplateView[];
  timeZone: string;
  onClose: () => void;
}

const inputOf = ({ data, tag }: Tagged<AssignmentView>): Tagged<AssignmentInput> => {
  const { name, enabled, templateId, choices, who, when } = data;
  return { data: { name, enabled, templateId, choices, who, when }, tag };
};

/** Makes an assignment, or changes one. */
export function AssignmentDialog(props: DialogProps) {
  const seen = useAssignment(props.id);
  if (props.id !== undefined && !seen.data) return seen.error ? <ErrorBar error={seen.error} /> : null;
  const fresh: AssignmentInput = {
    ...{ name: '', enabled: true, choices: [], who: { everyone: true }, when: {} },
    templateId: props.templates.find(({ version }) => version > 0)?.id ?? null,
  };
  return <Form {...props} initial={seen.data ? inputOf(seen.data) : { data: fresh, tag: undefined }} />;
}

function Form({ id, templates, timeZone, onClose, initial }: DialogProps & { initial: Tagged<AssignmentInput> }) {
  const save = useSaveAssignment();
  const draft = useItemDraft({
    initial,
    read: id === undefined ? undefined : async () => inputOf(await readAssignment(id)),
    save: (input, tag) => save.mutateAsync({ id, input: { ...input, name: input.name.trim() }, tag }),
    onSaved: onClose,
  });
  const { name, templateId, choices, who, when, enabled } = draft.value;
  const published = templates.filter(({ version }) => version > 0);
  const offered = published.filter((template) => template.id !== templateId);
  const blocked = name.trim() === '' || endsFirst(when) || (who.condition ? isIncomplete(who.condition) : false);
  return (
    <FormDialog
      title={id === undefined ? assignmentText.newTitle : initial.data.name}
      draft={draft}
      blocked={blocked}
      onClose={onClose}
    >
      <Field label={assignmentText.name} required>
        <Input value={name} maxLength={200} onChange={(_, { value }) => draft.edit({ name: value })} />
      </Field>
      <Field label={assignmentText.template}>
        <Select value={templateId ?? ''} onChange={(_, { value }) => draft.edit({ templateId: value || null })}>
          {templates.map(({ id: template, title }) => (
            <option key={template} value={template}>
              {title}
            </option>
          ))}
          <option value="">{assignmentText.none}</option>
        </Select>
      </Field>
      {templateId !== null && offered.length > 0 && (
        <CheckGroup label={assignmentText.choices} hint={assignmentText.choicesHint}>
          {offered.map(({ id: template, title }) => (
            <Checkbox
              key={template}
              label={title}
              checked={choices.includes(template)}
              onChange={(_, { checked }) => {
                const rest = choices.filter((other) => other !== template);
                draft.edit({ choices: checked ? [...rest, template] : rest });
              }}
            />
          ))}
        </CheckGroup>
      )}
      <WhoFields who={who} onChange={(next) => draft.edit({ who: next })} />
      <WhenFields when={when} timeZone={timeZone} onChange={(next) => draft.edit({ when: next })} />
      {(['from', 'languages'] as const).map((list) => (
        <ListField
          key={list}
          label={list === 'from' ? audienceText.senders : audienceText.languages}
          hint={list === 'from' ? audienceText.sendersHint : audienceText.languagesHint}
          values={when[list] ?? []}
          onChange={(values) =>
            draft.edit({ when: withChange(when, { [list]: values.length > 0 ? values : undefined }) })
          }
        />
      ))}
      <SwitchField
        label={assignmentText.enabled}
        hint={assignmentText.enabledHint}
        checked={enabled}
        onChange={(checked) => draft.edit({ enabled: checked })}
      />
    </FormDialog>
  );
}
