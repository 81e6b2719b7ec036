import { Badge, Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { CoverageView } from '../../contract/index.ts';
import { formatFully, formatWhen } from '../dates.ts';
import { LongTable, useHeadingStyles } from '../parts/long-table.tsx';
import { PersonCell } from '../people/person-cell.tsx';
import { useRowStyles } from '../people/person-row.tsx';
import { clientName, outcomeColors } from './delivery-words.ts';
import { deliveryText } from './messages.ts';

const useStyles = makeStyles({
  last: { width: '22%', '@media (max-width: 860px)': { width: '38%' } },
  client: { width: '24%' },
  inserted: { width: '18%' },
  muted: { color: tokens.colorNeutralForeground3 },
});

/** Who has the signature in Outlook: person, Outlook, last insertion, last report. */
export function CoverageTable(props: {
  items: readonly CoverageView[];
  now: number;
  hasMore: boolean;
  loadMore: () => void;
}) {
  const styles = useStyles();
  const rowStyles = useRowStyles();
  const { heading } = useHeadingStyles();
  const { items, now, hasMore, loadMore } = props;
  const { columns, caption } = deliveryText.coverage;
  return (
    <LongTable
      caption={caption}
      count={items.length}
      hasMore={hasMore}
      loadMore={loadMore}
      heading={
        <>
          <th scope="col" className={mergeClasses(heading, rowStyles.cell)}>
            {columns.person}
          </th>
          <th scope="col" className={mergeClasses(heading, rowStyles.cell, rowStyles.wide, styles.client)}>
            {columns.client}
          </th>
          <th scope="col" className={mergeClasses(heading, rowStyles.cell, rowStyles.wide, styles.inserted)}>
            {columns.inserted}
          </th>
          <th scope="col" className={mergeClasses(heading, rowStyles.cell, styles.last)}>
            {columns.last}
          </th>
        </>
      }
      row={(index) => {
        const item = items[index];
        return item && <CoverageRow key={item.person.id} item={item} index={index} now={now} />;
      }}
    />
  );
}

function CoverageRow({ item, index, now }: { item: CoverageView; index: number; now: number }) {
  const rowStyles = useRowStyles();
  const styles = useStyles();
  const { person, last, insertedAt, clients } = item;
  const text = deliveryText.coverage;
  const [client, ...others] = clients;
  return (
    <tr aria-rowindex={index + 2} className={rowStyles.row}>
      <td className={rowStyles.cell}>
        <PersonCell id={person.id} name={person.name || (person.address ?? '')} address={person.address} />
      </td>
      <td className={mergeClasses(rowStyles.cell, rowStyles.wide)}>
        {client && (
          <>
            <Text block className={rowStyles.line}>
              {clientName(client.platform)}
            </Text>
            <Caption1 block className={mergeClasses(rowStyles.line, rowStyles.muted)}>
              {client.version}{' '}
              {others.length > 0 && (
                <span title={others.map(({ platform, version }) => `${clientName(platform)} ${version}`).join(', ')}>
                  {text.moreClients(others.length)}
                </span>
              )}
            </Caption1>
          </>
        )}
      </td>
      <td className={mergeClasses(rowStyles.cell, rowStyles.wide)}>
        {insertedAt ? (
          <Text block className={rowStyles.line} title={formatFully(insertedAt)}>
            {formatWhen(insertedAt, now)}
          </Text>
        ) : (
          last && <Text className={styles.muted}>{text.notYet}</Text>
        )}
      </td>
      <td className={rowStyles.cell}>
        {last ? (
          <>
            <Badge appearance="tint" color={outcomeColors[last.outcome]}>
              {deliveryText.outcomes[last.outcome]}
            </Badge>
            <Caption1
              block
              className={mergeClasses(rowStyles.line, rowStyles.muted)}
              title={[last.error, formatFully(last.at)].filter(Boolean).join(' · ')}
            >
              {last.error ?? formatWhen(last.at, now)}
            </Caption1>
          </>
        ) : (
          <Text className={styles.muted}>{text.never}</Text>
        )}
      </td>
    </tr>
  );
}
