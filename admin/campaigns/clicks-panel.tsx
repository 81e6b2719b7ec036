import { Text } from '@fluentui/react-components';
import type { ClicksAnswer } from '../../contract/index.ts';
import { ColumnChart } from '../charts/column-chart.tsx';
import { tones } from '../charts/tones.ts';
import { formatLocal } from '../dates.ts';
import { Panel } from '../parts/panel.tsx';
import { campaignText } from './messages.ts';

/** How many days of clicks are shown, today included. */
export const clickDays = 30;

/** Clicks by day, for the campaigns that count them; the most clicked ones have colours of their own. Nothing where none counts. */
export function ClicksPanel({ clicks }: { clicks: ClicksAnswer }) {
  const { days, items } = clicks;
  if (items.length === 0) return null;
  const ordered = items.filter(({ total }) => total > 0).sort((one, other) => other.total - one.total);
  return (
    <Panel title={campaignText.clicksTitle}>
      {ordered.length === 0 ? (
        <Text>{campaignText.clicksNone}</Text>
      ) : (
        <ColumnChart
          caption={campaignText.clicksTitle}
          place={campaignText.clicksDay}
          labels={days.map(formatLocal)}
          series={ordered.map(({ name, clicks: values }, index) => ({ name, values, tone: tones[index] ?? 'grey' }))}
        />
      )}
    </Panel>
  );
}
