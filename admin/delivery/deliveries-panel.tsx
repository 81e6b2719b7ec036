import { Badge, Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { DeliveriesView } from '../../contract/index.ts';
import { useDeliveries } from '../api/delivery-queries.ts';
import { formatFully, formatWhen } from '../dates.ts';
import { messages } from '../messages/messages.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { clientName, outcomeColors } from './delivery-words.ts';
import { deliveryText } from './messages.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottom: 'none', paddingBottom: 0 },
    overflowWrap: 'anywhere',
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground2 },
});

const shownAtFirst = 5;

/** What the add-in of one person reported, the newest first. */
export function DeliveriesPanel({ personId, now }: { personId: string; now: number }) {
  const styles = useStyles();
  const text = deliveryText.deliveries;
  const deliveries = useDeliveries(personId);
  const [all, setAll] = useState(false);
  const items = deliveries.data?.items ?? [];
  const shown = all ? items : items.slice(0, shownAtFirst);
  return (
    <Panel title={text.title}>
      {deliveries.error && <ErrorBar error={deliveries.error} onRetry={deliveries.refetch} />}
      {deliveries.isPending && <PageSkeleton />}
      {deliveries.data && items.length === 0 && <Text>{text.nothing}</Text>}
      {items.length > 0 && (
        <ol className={styles.list}>
          {shown.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: reports have no id here, and stay in their order
            <Delivered key={index} item={item} now={now} />
          ))}
        </ol>
      )}
      {items.length > shown.length && (
        <div>
          <Button size="small" onClick={() => setAll(true)}>
            {text.all(items.length - shown.length)}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Delivered({ item, now }: { item: DeliveriesView['items'][number]; now: number }) {
  const styles = useStyles();
  const text = deliveryText.deliveries;
  const { at, outcome, occasion, composeType, from, client, template, milliseconds, error } = item;
  const facts = [
    from,
    client && `${clientName(client.platform)} ${client.version}`,
    template && text.template(template.id, template.version),
    milliseconds !== undefined && text.took(milliseconds),
  ];
  return (
    <li className={styles.item}>
      <span className={styles.line}>
        <Badge appearance="tint" color={outcomeColors[outcome]}>
          {deliveryText.outcomes[outcome]}
        </Badge>
        <Text>{messages.composeTypes[composeType]}</Text>
        <Caption1 className={styles.muted} title={formatFully(at)}>
          {formatWhen(at, now)}
        </Caption1>
      </span>
      {error && <Text>{error}</Text>}
      <Caption1 className={styles.muted}>
        {[occasion && deliveryText.occasions[occasion], ...facts].filter(Boolean).join(' · ')}
      </Caption1>
    </li>
  );
}
