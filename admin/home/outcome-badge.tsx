import { Badge, type BadgeProps } from '@fluentui/react-components';
import type { RunOutcome, RunView } from '../../contract/index.ts';
import { messages } from '../messages.ts';

const colors: Record<RunOutcome | 'running', NonNullable<BadgeProps['color']>> = {
  running: 'brand',
  applied: 'success',
  previewed: 'informative',
  held: 'severe',
  failed: 'danger',
  cancelled: 'informative',
};

/** How a run ended, as a coloured word. */
export function OutcomeBadge({ run }: { run: RunView }) {
  const outcome = run.outcome ?? 'running';
  return (
    <Badge appearance="tint" color={colors[outcome]}>
      {messages.run.outcomes[outcome]}
    </Badge>
  );
}
