import { Badge, makeStyles } from '@fluentui/react-components';
import type { CampaignState } from '../../contract/index.ts';
import { campaignText } from './messages.ts';

const useStyles = makeStyles({ root: { flexShrink: 0, whiteSpace: 'nowrap' } });

const colors = { off: 'subtle', upcoming: 'brand', running: 'success', over: 'informative' } as const;

/** Whether a campaign shows now, as a coloured word. */
export function StateBadge({ state }: { state: CampaignState }) {
  return (
    <Badge className={useStyles().root} appearance="tint" color={colors[state]}>
      {campaignText.states[state]}
    </Badge>
  );
}
