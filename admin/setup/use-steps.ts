import { useNavigate } from 'react-router';
import { type SetupStep, setupSteps, type TenantView } from '../../contract/index.ts';
import { useNoteSetup } from '../api/setup-queries.ts';
import { pathTo } from '../paths.ts';

/** What every step of the set-up is given. */
export interface StepProps {
  /** The step is done. `changed`: what comes after it was seen with other settings, and has to be seen anew. */
  onNext: (changed: boolean) => void;
  onBack?: (() => void) | undefined;
  busy: boolean;
}

/**
 * The step that is shown, and the ways on and back. How far the set-up has come is kept on the server, so that it goes on there from any
 * browser; the address says which of the steps up to there is looked at.
 */
export function useSteps(tenant: TenantView, asked: string | undefined) {
  const navigate = useNavigate();
  const note = useNoteSetup(tenant.id);
  const reached = tenant.setup?.step ?? 'connect';
  const place = (step: SetupStep) => setupSteps.indexOf(step);
  const step = setupSteps.find((known) => known === asked && place(known) <= place(reached)) ?? reached;
  const show = (other: SetupStep | undefined) => other && void navigate(pathTo.setup(other));
  const onNext = (changed: boolean) => {
    const next = setupSteps[place(step) + 1];
    if (next === undefined) note.mutate('done');
    else if (changed || place(next) > place(reached)) note.mutate(next, { onSuccess: () => show(next) });
    else show(next);
  };
  const before = setupSteps[place(step) - 1];
  return { step, reached, note, onNext, onBack: before && (() => show(before)), busy: note.isPending };
}
