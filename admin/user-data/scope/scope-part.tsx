import { Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { SyncSettings } from '../../../contract/index.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { dataText } from '../messages.ts';
import { type SyncDraft, useSyncDraft } from '../use-sync-draft.ts';
import { ChosenGroups } from './chosen-groups.tsx';
import { ScopeCheck } from './scope-check.tsx';

const useStyles = makeStyles({
  radios: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  indented: { paddingInlineStart: '36px', '@media (max-width: 640px)': { paddingInlineStart: 0 } },
  switches: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
    gap: tokens.spacingVerticalM,
    columnGap: tokens.spacingHorizontalXXL,
  },
});

const kinds = ['unlicensed', 'sharedMailboxes', 'guests', 'disabled'] as const;
const groupIdsOf = ({ scope }: Pick<SyncSettings, 'scope'>) => (scope.mode === 'groups' ? scope.groupIds : []);

/** May somebody who is in now fall out by this change? Then it is looked at before it is saved. */
export function narrows(
  saved: Pick<SyncSettings, 'scope' | 'include'>,
  value: Pick<SyncSettings, 'scope' | 'include'>,
): boolean {
  if (kinds.some((kind) => saved.include[kind] && !value.include[kind])) return true;
  if (value.scope.mode === 'all') return false;
  return saved.scope.mode === 'all' || groupIdsOf(saved).some((id) => !groupIdsOf(value).includes(id));
}

/** Everyone or some groups, and which kinds of accounts. Before anybody can fall out it is shown who. */
export function ScopePart({ mayEdit }: { mayEdit: boolean }) {
  const { draft, error, retry } = useSyncDraft('scope', 'include');
  if (error) return <ErrorBar error={error} onRetry={retry} />;
  return draft ? <Scope draft={draft} mayEdit={mayEdit} /> : <PageSkeleton />;
}

function Scope({ draft, mayEdit }: { draft: SyncDraft<'scope' | 'include'>; mayEdit: boolean }) {
  const [checking, setChecking] = useState(false);
  const save = () => {
    if (isEmptyScope(draft.value)) return;
    if (narrows(draft.saved, draft.value)) setChecking(true);
    else draft.save();
  };
  return (
    <>
      <ScopeFields draft={draft} mayEdit={mayEdit} />
      <SaveBar draft={{ ...draft, save }} label={narrows(draft.saved, draft.value) ? dataText.scope.save : undefined} />
      {checking && (
        <ScopeCheck
          settings={draft.value}
          onClose={() => setChecking(false)}
          onSave={() => {
            setChecking(false);
            draft.save();
          }}
        />
      )}
    </>
  );
}

/** Some groups, but none is chosen: nobody would be synchronised. */
export function isEmptyScope({ scope }: Pick<SyncSettings, 'scope'>): boolean {
  return scope.mode === 'groups' && scope.groupIds.length === 0;
}

/** What is chosen of the scope, in a draft that somebody else saves. */
export function ScopeFields({ draft, mayEdit }: { draft: SyncDraft<'scope' | 'include'>; mayEdit: boolean }) {
  const styles = useStyles();
  const text = dataText.scope;
  // the groups stay at hand while somebody tries what "everyone" would be
  const [groupIds, setGroupIds] = useState(groupIdsOf(draft.value));
  const { scope, include } = draft.value;
  const choose = (ids: string[]) => {
    setGroupIds(ids);
    draft.edit({ scope: { mode: 'groups', groupIds: ids } });
  };
  const empty = isEmptyScope(draft.value);
  return (
    <>
      <Panel title={text.who}>
        <Field validationMessage={empty ? text.none : undefined} validationState={empty ? 'warning' : 'none'}>
          <RadioGroup
            className={styles.radios}
            disabled={!mayEdit}
            value={scope.mode}
            aria-label={text.who}
            onChange={(_, { value }) => (value === 'all' ? draft.edit({ scope: { mode: 'all' } }) : choose(groupIds))}
          >
            <Radio value="all" label={<Labelled label={text.all} hint={text.allHint} />} />
            <Radio value="groups" label={<Labelled label={text.groups} hint={text.groupsHint} />} />
          </RadioGroup>
        </Field>
        {scope.mode === 'groups' && (
          <div className={styles.indented}>
            <ChosenGroups ids={scope.groupIds} mayEdit={mayEdit} onChange={choose} />
          </div>
        )}
      </Panel>
      <Panel title={text.kindsTitle}>
        <div className={styles.switches}>
          {kinds.map((kind) => (
            <SwitchField
              key={kind}
              label={text.include[kind]}
              hint={text.includeHint[kind]}
              disabled={!mayEdit}
              checked={include[kind]}
              onChange={(checked) => draft.edit({ include: { ...include, [kind]: checked } })}
            />
          ))}
        </div>
      </Panel>
    </>
  );
}

function Labelled({ label, hint }: { label: string; hint: string }) {
  return (
    <span>
      {label}
      <br />
      <small style={{ color: tokens.colorNeutralForeground2 }}>{hint}</small>
    </span>
  );
}
