import { Button, Caption1, Field, Input, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EditPerson, PersonView } from '../../../contract/index.ts';
import { isConflict, readPerson, useEditPerson } from '../../api/people-changes.ts';
import { messages } from '../../messages/messages.ts';
import { SaveBar } from '../../parts/save-bar.tsx';
import { editableFields, labelOf } from '../person-words.ts';
import { personText } from './messages.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(230px, 100%), 1fr))',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalM,
  },
  line: { display: 'flex', gap: tokens.spacingHorizontalXS, '> :first-child': { flexGrow: 1, minWidth: 0 } },
  muted: { color: tokens.colorNeutralForeground2 },
});

type Changes = EditPerson['fields'];

/** All fields of a person as inputs. Only what was changed is sent, and only if nobody else changed the person meanwhile. */
export function FieldsForm(props: { person: PersonView; tag: string | undefined; onDone: () => void }) {
  const styles = useStyles();
  const { person, onDone } = props;
  const [changes, setChanges] = useState<Changes>({});
  const [seen] = useState(props.tag);
  const client = useQueryClient();
  const edit = useEditPerson(person.id);
  const conflict = isConflict(edit.error);
  const send = (tag: string | undefined) =>
    edit.mutate({ edit: { fields: changes }, ...(tag ? { tag } : {}) }, { onSuccess: onDone });
  const dirty = Object.keys(changes).length > 0;

  const change = (field: string, value: string | null) => {
    const next = { ...changes, [field]: value } as Changes;
    if (value === (person.fields[field as keyof typeof person.fields] ?? '')) delete next[field as keyof Changes];
    setChanges(next);
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(seen);
      }}
    >
      <Caption1 as="p" className={styles.muted}>
        {person.source === 'directory' && personText.editHint}
      </Caption1>
      <div className={styles.form}>
        {editableFields(person).map((field) => {
          const changed = changes[field as keyof Changes];
          const byHand = person.sources?.[field] === 'hand' && person.source === 'directory';
          const label = labelOf(field);
          return (
            <Field key={field} label={label} hint={changed === null ? personText.willFollow : undefined}>
              <div className={styles.line}>
                <Input
                  aria-label={label}
                  value={changed === null ? '' : (changed ?? person.fields[field as keyof typeof person.fields] ?? '')}
                  maxLength={1000}
                  onChange={(_, { value }) => change(field, value)}
                />
                {byHand && changed !== null && (
                  <Tooltip content={personText.follow(label)} relationship="label">
                    <Button appearance="subtle" icon={<ArrowUndo20Regular />} onClick={() => change(field, null)} />
                  </Tooltip>
                )}
              </div>
            </Field>
          );
        })}
      </div>
      <SaveBar
        draft={{
          dirty,
          saving: edit.isPending,
          error: conflict ? null : edit.error,
          conflict,
          save: () => send(seen),
          discard: onDone,
          keepMine: () => void readPerson(person.id).then(({ tag }) => send(tag)),
          takeTheirs: () => {
            void client.invalidateQueries({ queryKey: ['person', person.id] });
            onDone();
          },
        }}
      />
      {!dirty && <Button onClick={onDone}>{messages.person.close}</Button>}
    </form>
  );
}
