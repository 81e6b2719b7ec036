import { Badge } from '@fluentui/react-components';
import type { CampaignState } from '../../contract/index.ts';
import { campaignText } from './messages.ts';

const colors = { off: 'subtle', upcoming: 'brand', running: 'success', over: 'informative' } as const;

/** Whether a campaign shows now, as a coloured word. */
export function StateBadge({ state }: { state: CampaignState }) {
  return (
    <Badge appearance="tint" color={colors[state]}>
      {campaignText.states[state]}
    </Badge>
  );
}
