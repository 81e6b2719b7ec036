import { Badge, type BadgeProps } from '@fluentui/react-components';
import type { RunOutcome, RunView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { isDiscarded } from '../runs/standing.ts';

const colors: Record<RunOutcome | 'running' | 'discarded', NonNullable<BadgeProps['color']>> = {
  running: 'brand',
  applied: 'success',
  previewed: 'informative',
  held: 'severe',
  failed: 'danger',
  cancelled: 'informative',
  discarded: 'informative',
};

/** How a run ended, as a coloured word. */
export function OutcomeBadge({ run }: { run: RunView }) {
  const outcome = isDiscarded(run) ? 'discarded' : (run.outcome ?? 'running');
  return (
    <Badge appearance="tint" color={colors[outcome]}>
      {messages.run.outcomes[outcome]}
    </Badge>
  );
}
