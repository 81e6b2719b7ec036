import { Badge } from '@fluentui/react-components';
import type { PersonState } from '../../contract/index.ts';
import { messages } from '../messages.ts';

const colors = { active: 'success', paused: 'warning', removed: 'danger' } as const satisfies Record<
  PersonState,
  string
>;

/** The state of a person as a coloured word. */
export function StateBadge({ state }: { state: PersonState }) {
  return (
    <Badge appearance="tint" color={colors[state]}>
      {messages.personStates[state]}
    </Badge>
  );
}
