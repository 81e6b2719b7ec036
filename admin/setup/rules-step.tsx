import { ErrorBar } from '../parts/error-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { DraftProblem } from '../parts/save-bar.tsx';
import { UnsavedGuard } from '../parts/unsaved-guard.tsx';
import { RuleFields } from '../user-data/rules/rules-part.tsx';
import { useSyncDraft } from '../user-data/use-sync-draft.ts';
import { setupText } from './messages.ts';
import { StepBar } from './step-bar.tsx';
import type { StepProps } from './use-steps.ts';

/** Who is left out, and who comes into which groups. */
export function RulesStep({ onNext, onBack, busy }: StepProps) {
  const { draft, error, retry } = useSyncDraft('importRules');
  if (error) return <ErrorBar error={error} onRetry={retry} />;
  if (!draft) return <PageSkeleton />;
  return (
    <>
      <UnsavedGuard dirty={draft.dirty} />
      <RuleFields draft={draft} mayEdit />
      <StepBar
        after={setupText.rules.after}
        next={setupText.next(setupText.steps.preview)}
        busy={busy || draft.saving}
        onNext={() => (draft.dirty ? draft.save(() => onNext(true)) : onNext(false))}
        onBack={onBack}
      >
        <DraftProblem draft={draft} />
      </StepBar>
    </>
  );
}
