import { Badge, Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { Edit20Regular } from '@fluentui/react-icons/svg/edit';
import { useState } from 'react';
import type { PersonView } from '../../../contract/index.ts';
import { useEditPerson } from '../../api/people-changes.ts';
import { messages } from '../../messages/messages.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { mayStart } from '../../runs/permission.ts';
import { useSignedIn } from '../../signed-in.ts';
import { listFields } from '../person-words.ts';
import { FieldsForm } from './fields-form.tsx';
import { personText } from './messages.ts';

const useStyles = makeStyles({
  list: { margin: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(110px, 150px) 1fr',
    gap: tokens.spacingHorizontalL,
    alignItems: 'baseline',
    padding: `${tokens.spacingVerticalSNudge} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 480px)': { gridTemplateColumns: '1fr', rowGap: 0 },
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
  byHand: { marginInlineStart: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground3, display: 'block' },
});

/** The fields of a person with where each comes from; editors change them here. */
export function FieldsPanel({ person, tag }: { person: PersonView; tag: string | undefined }) {
  const { session } = useSignedIn();
  const [editing, setEditing] = useState(false);
  const mayEdit = mayStart(session) && person.state !== 'removed';
  return (
    <Panel
      title={messages.person.fields}
      aside={
        mayEdit &&
        !editing && (
          <Button size="small" icon={<Edit20Regular />} onClick={() => setEditing(true)}>
            {personText.edit}
          </Button>
        )
      }
    >
      {editing ? (
        <FieldsForm person={person} tag={tag} onDone={() => setEditing(false)} />
      ) : (
        <>
          <Fields person={person} />
          {person.source === 'directory' && mayEdit && <DataSync person={person} tag={tag} />}
        </>
      )}
    </Panel>
  );
}

function Fields({ person }: { person: PersonView }) {
  const styles = useStyles();
  const fields = listFields(person);
  if (fields.length === 0) return messages.person.noFields;
  return (
    <dl className={styles.list}>
      {fields.map(({ field, label, value }) => {
        const byHand = person.sources?.[field] === 'hand';
        const entered = person.overrides?.[field as keyof typeof person.overrides];
        return (
          <div key={field} className={styles.row}>
            <dt className={styles.label}>{label}</dt>
            <dd className={styles.value}>
              <bdi>{value}</bdi>
              {byHand && person.source === 'directory' && (
                <Badge className={styles.byHand} appearance="tint" color="brand">
                  {personText.sources.hand}
                </Badge>
              )}
              {!byHand && entered && entered !== value && (
                <Caption1 className={styles.muted}>{personText.overridden(entered)}</Caption1>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function DataSync({ person, tag }: { person: PersonView; tag: string | undefined }) {
  const edit = useEditPerson(person.id);
  return (
    <div>
      <SwitchField
        label={personText.dataSync}
        hint={personText.dataSyncHint}
        checked={person.dataSync ?? false}
        disabled={edit.isPending}
        onChange={(checked) => edit.mutate({ edit: { dataSync: checked }, ...(tag ? { tag } : {}) })}
      />
      {edit.error && <ErrorBar error={edit.error} />}
    </div>
  );
}
