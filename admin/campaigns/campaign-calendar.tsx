import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ChevronLeft20Regular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import { useState } from 'react';
import type { CampaignView } from '../../contract/index.ts';
import { formatLocal, formatMonth } from '../dates.ts';
import { Panel } from '../parts/panel.tsx';
import { TableBelow } from '../parts/table-below.tsx';
import { CalendarRows } from './calendar-rows.tsx';
import { type Span, shiftMonth, spansIn } from './campaign-days.ts';
import { campaignText } from './messages.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  month: { minWidth: '9em', textAlign: 'center' },
  muted: { color: tokens.colorNeutralForeground2 },
});

const daysIn = (spans: readonly Span[]) =>
  spans.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');

/** A month of campaigns, as bars to look at and as a table. `today` is the date by the tenant's clocks. */
export function CampaignCalendar({ campaigns, today }: { campaigns: readonly CampaignView[]; today: string }) {
  const styles = useStyles();
  const [month, setMonth] = useState(today.slice(0, 7));
  const { columns } = campaignText;
  const rows = campaigns
    .map((campaign) => ({ campaign, spans: spansIn(month, campaign.when) }))
    .filter(({ spans }) => spans.length > 0);
  return (
    <Panel
      title={campaignText.calendar}
      aside={
        <div className={styles.tools}>
          {month !== today.slice(0, 7) && (
            <Button size="small" appearance="subtle" onClick={() => setMonth(today.slice(0, 7))}>
              {campaignText.thisMonth}
            </Button>
          )}
          <Button
            size="small"
            appearance="subtle"
            icon={<ChevronLeft20Regular />}
            aria-label={campaignText.earlier}
            onClick={() => setMonth(shiftMonth(month, -1))}
          />
          <Text className={styles.month} weight="semibold" aria-live="polite">
            {formatMonth(month)}
          </Text>
          <Button
            size="small"
            appearance="subtle"
            icon={<ChevronRight20Regular />}
            aria-label={campaignText.later}
            onClick={() => setMonth(shiftMonth(month, 1))}
          />
        </div>
      }
    >
      {rows.length === 0 ? (
        <Text className={styles.muted}>{campaignText.nothingThen}</Text>
      ) : (
        <>
          <CalendarRows month={month} today={today} rows={rows} />
          <TableBelow
            caption={`${campaignText.calendar}, ${formatMonth(month)}`}
            columns={[columns.campaign, columns.state, columns.from, columns.until, columns.days]}
            rows={rows.map(({ campaign: { name, state, when }, spans }) => [
              ...[name, campaignText.states[state]],
              ...[when.starts, when.ends].map((end) => (end ? formatLocal(end) : campaignText.open)),
              daysIn(spans),
            ])}
          />
        </>
      )}
    </Panel>
  );
}
