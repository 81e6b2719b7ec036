import { useState } from 'react';
import type { DefaultSources } from '../../contract/index.ts';
import { useDefaultSources } from '../api/settings-queries.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { DraftProblem } from '../parts/save-bar.tsx';
import { UnsavedGuard } from '../parts/unsaved-guard.tsx';
import { useSignedIn } from '../signed-in.ts';
import { MappingFields, OverwriteField } from '../user-data/mappings/mappings-part.tsx';
import { dataText } from '../user-data/messages.ts';
import { ScheduleFields } from '../user-data/schedule/schedule-part.tsx';
import { ScopeCheck } from '../user-data/scope/scope-check.tsx';
import { isEmptyScope, narrows, ScopeFields } from '../user-data/scope/scope-part.tsx';
import { type SyncDraft, useSyncDraft } from '../user-data/use-sync-draft.ts';
import { setupText } from './messages.ts';
import { StepBar } from './step-bar.tsx';
import type { StepProps } from './use-steps.ts';

type Basic = 'scope' | 'include' | 'mappings' | 'overwriteByHand' | 'auto' | 'notifications';

/** Scope, schedule, what happens to what was entered by hand, and the field mapping: with defaults that need no change. */
export function SettingsStep({ onNext, onBack, busy }: StepProps) {
  const { draft, error, retry } = useSyncDraft<Basic>(
    'scope',
    'include',
    'mappings',
    'overwriteByHand',
    'auto',
    'notifications',
  );
  const defaults = useDefaultSources();
  const problem = error ?? defaults.error;
  if (problem) return <ErrorBar error={problem} onRetry={error ? retry : defaults.refetch} />;
  if (!draft || !defaults.data) return <PageSkeleton />;
  return <Settings draft={draft} defaults={defaults.data} onNext={onNext} onBack={onBack} busy={busy} />;
}

function Settings({
  draft,
  defaults,
  onNext,
  onBack,
  busy,
}: StepProps & { draft: SyncDraft<Basic>; defaults: DefaultSources }) {
  const { tenant } = useSignedIn();
  const [checking, setChecking] = useState(false);
  const save = () => {
    setChecking(false);
    if (draft.dirty) draft.save(() => onNext(true));
    else onNext(false);
  };
  // where nobody is in yet, nobody can fall out
  const next = () => (tenant.people > 0 && narrows(draft.saved, draft.value) ? setChecking(true) : save());
  return (
    <>
      <UnsavedGuard dirty={draft.dirty} />
      <ScopeFields draft={draft} mayEdit />
      <ScheduleFields draft={draft} mayEdit />
      <OverwriteField draft={draft} mayEdit />
      <MappingFields draft={draft} defaults={defaults} mayEdit brief />
      <StepBar
        after={setupText.settings.after}
        next={setupText.next(setupText.steps.rules)}
        whyNot={isEmptyScope(draft.value) ? dataText.scope.none : undefined}
        busy={busy || draft.saving}
        onNext={next}
        onBack={onBack}
      >
        <DraftProblem draft={draft} />
      </StepBar>
      {checking && <ScopeCheck settings={draft.value} onClose={() => setChecking(false)} onSave={save} />}
    </>
  );
}
