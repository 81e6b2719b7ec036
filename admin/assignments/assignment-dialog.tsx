import { Caption1, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { AssignmentInput, TemplateView } from '../../contract/index.ts';
import { useAssignment, useSaveAssignment } from '../api/assignment-queries.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { SwitchField } from '../parts/switch-field.tsx';
import { assignmentText } from './messages.ts';
import { WhenFields } from './when-fields.tsx';
import { WhoFields } from './who-fields.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** Makes an assignment or changes one; what this form has no place for is kept. */
export function AssignmentDialog(props: {
  id: string | undefined;
  templates: readonly TemplateView[];
  onClose: () => void;
}) {
  const seen = useAssignment(props.id);
  if (props.id !== undefined && !seen.data) return seen.error ? <ErrorBar error={seen.error} /> : null;
  const first = props.templates.find(({ version }) => version > 0)?.id ?? null;
  const initial: AssignmentInput = seen.data?.data ?? {
    ...{ name: '', enabled: true, templateId: first, choices: [] },
    ...{ who: { everyone: true as const }, when: {} },
  };
  return <Form {...props} initial={initial} tag={seen.data?.tag} />;
}

const inputOf = ({ name, enabled, templateId, choices, who, when }: AssignmentInput): AssignmentInput => ({
  ...{ name: name.trim(), enabled, templateId, choices, who, when },
});

function Form(props: {
  id: string | undefined;
  templates: readonly TemplateView[];
  initial: AssignmentInput;
  tag: string | undefined;
  onClose: () => void;
}) {
  const styles = useStyles();
  const save = useSaveAssignment();
  const [input, setInput] = useState(() => inputOf(props.initial));
  const { name, templateId, who, when, enabled } = input;
  const edit = (change: Partial<AssignmentInput>) => setInput({ ...input, ...change });
  const hasMore = Boolean(who.condition ?? who.personIds ?? when.from ?? when.languages ?? when.weekdays);
  return (
    <ConfirmDialog
      open
      title={props.id === undefined ? assignmentText.newTitle : props.initial.name}
      confirm={assignmentText.save}
      blocked={name.trim() === '' || save.isPending}
      onClose={props.onClose}
      onConfirm={() =>
        save.mutate({ id: props.id, input: inputOf(input), tag: props.tag }, { onSuccess: props.onClose })
      }
    >
      <div className={styles.form}>
        {save.error && <ErrorBar error={save.error} />}
        <Field label={assignmentText.name} required>
          <Input value={name} maxLength={200} onChange={(_, { value }) => edit({ name: value })} />
        </Field>
        <Field label={assignmentText.template}>
          <Select value={templateId ?? ''} onChange={(_, { value }) => edit({ templateId: value || null })}>
            {props.templates.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
            <option value="">{assignmentText.none}</option>
          </Select>
        </Field>
        <WhoFields who={who} onChange={(next) => edit({ who: next })} />
        <WhenFields when={when} onChange={(next) => edit({ when: next })} />
        <SwitchField
          label={assignmentText.enabled}
          hint={assignmentText.enabledHint}
          checked={enabled}
          onChange={(checked) => edit({ enabled: checked })}
        />
        {hasMore && <Caption1>{assignmentText.keptCondition}</Caption1>}
      </div>
    </ConfirmDialog>
  );
}
