import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { FieldMapping, Mappings, PersonView } from '../../../contract/index.ts';
import { useDefaultSources, useMappedFields } from '../../api/settings-queries.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PersonPicker } from '../../parts/person-picker.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { fieldOrder } from '../../people/person-words.ts';
import { type SyncDraft, useSyncDraft } from '../use-sync-draft.ts';
import { MappingRow } from './mapping-row.tsx';
import { mappingText } from './messages.ts';

const useStyles = makeStyles({
  lead: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  head: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 5fr) 170px minmax(0, 4fr) 36px',
    gap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    paddingBottom: tokens.spacingVerticalS,
    '@media (max-width: 860px)': { display: 'none' },
  },
});

/** Where each field comes from and who decides about it, with the values of somebody. */
export function MappingsPart({ mayEdit }: { mayEdit: boolean }) {
  const { draft, error, retry } = useSyncDraft('mappings', 'overwriteByHand');
  const defaults = useDefaultSources();
  const problem = error ?? defaults.error;
  if (problem) return <ErrorBar error={problem} onRetry={error ? retry : defaults.refetch} />;
  return draft && defaults.data ? (
    <MappingList draft={draft} defaults={defaults.data} mayEdit={mayEdit} />
  ) : (
    <PageSkeleton />
  );
}

function MappingList(props: {
  draft: SyncDraft<'mappings' | 'overwriteByHand'>;
  defaults: Record<string, FieldMapping['from'] | null>;
  mayEdit: boolean;
}) {
  const styles = useStyles();
  const { draft, defaults, mayEdit } = props;
  const { mappings, overwriteByHand } = draft.value;
  const [person, setPerson] = useState<PersonView>();
  const values = useMappedFields(person?.address, useSettled(mappings));
  const extensions = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`).filter(
    (field) => field in mappings || values.data?.fields[field as keyof typeof values.data.fields],
  );
  const put = (field: string, mapping: FieldMapping | undefined) => {
    const next: Record<string, FieldMapping | undefined> = { ...mappings, [field]: mapping };
    if (mapping === undefined) delete next[field];
    draft.edit({ mappings: next as Mappings });
  };
  const { field, from, ownership, value } = mappingText.columns;
  return (
    <>
      <Panel title={mappingText.title}>
        <Text className={styles.lead}>{mappingText.lead}</Text>
        <PersonPicker label={mappingText.person} person={person} onPick={setPerson} />
        {values.error && <ErrorBar error={values.error} onRetry={values.refetch} />}
        <div>
          <div className={styles.head} aria-hidden>
            <span>{field}</span>
            <span>{from}</span>
            <span>{ownership}</span>
            <span>{person ? value : ''}</span>
          </div>
          <ul className={styles.list}>
            {[...fieldOrder(), ...extensions].map((name) => (
              <MappingRow
                key={name}
                field={name}
                mapping={mappings[name as keyof Mappings]}
                source={name.startsWith('extensionAttribute') ? name : (defaults[name] ?? null)}
                value={values.data && (values.data.fields[name as keyof typeof values.data.fields] ?? '')}
                mayEdit={mayEdit}
                onChange={(mapping) => put(name, mapping)}
              />
            ))}
          </ul>
        </div>
      </Panel>
      <Panel title={mappingText.byHandTitle}>
        <SwitchField
          label={mappingText.overwrite}
          hint={mappingText.overwriteHint}
          disabled={!mayEdit}
          checked={overwriteByHand}
          onChange={(checked) => draft.edit({ overwriteByHand: checked })}
        />
      </Panel>
      <SaveBar draft={draft} />
    </>
  );
}
