import { CheckmarkCircle24Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircle24Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import { ErrorCircle24Filled } from '@fluentui/react-icons/svg/error-circle';
import { Eye24Filled } from '@fluentui/react-icons/svg/eye';
import { PauseCircle24Filled } from '@fluentui/react-icons/svg/pause-circle';
import type { RunOutcome } from '../../contract/index.ts';

/** The icon of each way a run can end, and how it is meant. */
export const outcomeLooks = {
  applied: { Icon: CheckmarkCircle24Filled, tone: 'success' },
  previewed: { Icon: Eye24Filled, tone: 'quiet' },
  held: { Icon: PauseCircle24Filled, tone: 'warning' },
  failed: { Icon: ErrorCircle24Filled, tone: 'danger' },
  cancelled: { Icon: DismissCircle24Filled, tone: 'quiet' },
} as const satisfies Record<RunOutcome, unknown>;
