import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { DefaultSources, FieldMapping, Mappings } from '../../../contract/index.ts';
import { useDefaultSources, useMappedFields } from '../../api/settings-queries.ts';
import { DirectoryUserPicker, type FoundUser } from '../../parts/directory-user-picker.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { fieldOrder } from '../../people/person-words.ts';
import { useSignedIn } from '../../signed-in.ts';
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
    <>
      <MappingFields draft={draft} defaults={defaults.data} mayEdit={mayEdit} />
      <OverwriteField draft={draft} mayEdit={mayEdit} />
      <SaveBar draft={draft} />
    </>
  ) : (
    <PageSkeleton />
  );
}

/** What signatures show most: enough to see whether the right thing comes in. */
const foremost: readonly string[] = ['displayName', 'jobTitle', 'department', 'companyName', 'businessPhone', 'mail'];

/**
 * Where fields come from, in a draft that somebody else saves. The values are those of who is signed in until somebody else is chosen.
 * `brief`: only the foremost fields at first, and those that are not as by default.
 */
export function MappingFields(props: {
  draft: SyncDraft<'mappings'>;
  defaults: DefaultSources;
  mayEdit: boolean;
  brief?: boolean;
}) {
  const styles = useStyles();
  const { draft, defaults, mayEdit } = props;
  const { mappings } = draft.value;
  const { session } = useSignedIn();
  const [chosen, setChosen] = useState<FoundUser>();
  const [brief, setBrief] = useState(props.brief ?? false);
  const own = { id: '', name: session.name, address: session.address };
  const values = useMappedFields((chosen ?? own).address, useSettled(mappings));
  const extensions = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`).filter(
    (field) => field in mappings || values.data?.fields[field as keyof typeof values.data.fields],
  );
  const all = [...fieldOrder(), ...extensions];
  const shown = brief ? all.filter((field) => foremost.includes(field) || field in mappings) : all;
  const put = (field: string, mapping: FieldMapping | undefined) => {
    const next: Record<string, FieldMapping | undefined> = { ...mappings, [field]: mapping };
    if (mapping === undefined) delete next[field];
    draft.edit({ mappings: next as Mappings });
  };
  const { field, from, ownership, value } = mappingText.columns;
  return (
    <Panel title={mappingText.title}>
      <Text className={styles.lead}>{mappingText.lead}</Text>
      <DirectoryUserPicker
        label={mappingText.person}
        user={chosen ?? (values.data ? own : undefined)}
        onPick={setChosen}
      />
      {/* who signs in need not be in the directory: nobody asked for them */}
      {chosen && values.error && <ErrorBar error={values.error} onRetry={values.refetch} />}
      <div>
        <div className={styles.head} aria-hidden>
          <span>{field}</span>
          <span>{from}</span>
          <span>{ownership}</span>
          <span>{values.data ? value : ''}</span>
        </div>
        <ul className={styles.list}>
          {shown.map((name) => (
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
      {brief && (
        <div>
          <Button onClick={() => setBrief(false)}>{mappingText.showAll(all.length)}</Button>
        </div>
      )}
    </Panel>
  );
}

/** Whether the directory overwrites what was entered by hand, in a draft that somebody else saves. */
export function OverwriteField({ draft, mayEdit }: { draft: SyncDraft<'overwriteByHand'>; mayEdit: boolean }) {
  return (
    <Panel title={mappingText.byHandTitle}>
      <SwitchField
        label={mappingText.overwrite}
        hint={mappingText.overwriteHint}
        disabled={!mayEdit}
        checked={draft.value.overwriteByHand}
        onChange={(checked) => draft.edit({ overwriteByHand: checked })}
      />
    </Panel>
  );
}
