import { Caption1, Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { AssignmentInput, ComposeType, TemplateView, Who } from '../../contract/index.ts';
import { useAssignment, useSaveAssignment } from '../api/assignment-queries.ts';
import { useGroups } from '../api/group-queries.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { SwitchField } from '../parts/switch-field.tsx';
import { assignmentText } from './messages.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  row: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', gap: tokens.spacingHorizontalM },
  checks: { display: 'flex', flexWrap: 'wrap' },
  groups: { display: 'flex', flexDirection: 'column', maxHeight: '180px', overflowY: 'auto' },
});

const composeTypes: readonly ComposeType[] = ['newMail', 'reply', 'forward'];

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
  const editWhen = (change: Partial<AssignmentInput['when']>) => {
    const entries = Object.entries({ ...when, ...change }).filter(([, value]) => value !== undefined && value !== '');
    edit({ when: Object.fromEntries(entries) as AssignmentInput['when'] });
  };
  const types = when.composeTypes ?? composeTypes;
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
        <Field label={assignmentText.composeTypes}>
          <span className={styles.checks}>
            {composeTypes.map((type) => (
              <Checkbox
                key={type}
                label={messages.composeTypes[type]}
                checked={types.includes(type)}
                onChange={(_, { checked }) => {
                  const next = composeTypes.filter((known) => (known === type ? checked : types.includes(known)));
                  editWhen({ composeTypes: next.length === 0 || next.length === 3 ? undefined : next });
                }}
              />
            ))}
          </span>
        </Field>
        <div className={styles.row}>
          <Field label={assignmentText.recipients}>
            <Select
              value={when.recipients ?? ''}
              onChange={(_, { value }) =>
                editWhen({ recipients: value === 'internal' || value === 'external' ? value : undefined })
              }
            >
              <option value="">{assignmentText.anyone}</option>
              <option value="internal">{assignmentText.internal}</option>
              <option value="external">{assignmentText.external}</option>
            </Select>
          </Field>
          <Field label={assignmentText.starts}>
            <Input
              type="date"
              value={when.starts?.slice(0, 10) ?? ''}
              onChange={(_, { value }) => editWhen({ starts: value || undefined })}
            />
          </Field>
          <Field label={assignmentText.ends}>
            <Input
              type="date"
              value={when.ends?.slice(0, 10) ?? ''}
              onChange={(_, { value }) => editWhen({ ends: value || undefined })}
            />
          </Field>
        </div>
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

/** Everyone, or the members of groups. */
function WhoFields({ who, onChange }: { who: Who; onChange: (who: Who) => void }) {
  const styles = useStyles();
  const groups = useGroups();
  const chosen = who.groupIds ?? [];
  const put = (ids: string[]) => {
    const { everyone: _everyone, groupIds: _groupIds, ...rest } = who;
    onChange(ids.length > 0 ? { ...rest, groupIds: ids } : Object.keys(rest).length > 0 ? rest : { everyone: true });
  };
  return (
    <Field label={assignmentText.who}>
      <div className={styles.groups}>
        <Checkbox label={assignmentText.everyone} checked={chosen.length === 0} onChange={() => put([])} />
        {groups.data?.items
          .filter(({ id }) => !id.endsWith(':everyone') || chosen.includes(id))
          .map(({ id, name }) => (
            <Checkbox
              key={id}
              label={assignmentText.inGroups(name)}
              checked={chosen.includes(id)}
              onChange={(_, { checked }) => put(checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
            />
          ))}
      </div>
    </Field>
  );
}
