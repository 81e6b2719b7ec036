import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { PersonView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { listText } from './messages.ts';
import { PersonRow, rowHeight, useRowStyles } from './person-row.tsx';
import type { Selection } from './use-selection.ts';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  heading: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    paddingTop: tokens.spacingVerticalS,
    paddingBottom: tokens.spacingVerticalXS,
  },
  gap: { padding: 0, border: 'none' },
});

/** The people as a table. Only rows in sight are in the document; near the end the next page is read. */
export function PeopleTable(props: {
  people: readonly PersonView[];
  selection: Selection | undefined;
  hasMore: boolean;
  loadMore: () => void;
}) {
  const styles = useStyles();
  const rowStyles = useRowStyles();
  const { people, selection, hasMore, loadMore } = props;
  const { columns, caption } = messages.peoplePage;
  const table = useRef<HTMLTableElement>(null);
  const rows = useWindowVirtualizer({
    count: people.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: table.current?.offsetTop ?? 0,
  });
  const shown = rows.getVirtualItems();
  const end = shown.at(-1);
  const nearEnd = end !== undefined && end.index >= people.length - 15;
  useEffect(() => {
    if (nearEnd && hasMore) loadMore();
  }, [nearEnd, hasMore, loadMore]);
  const before = (shown[0]?.start ?? 0) - rows.options.scrollMargin;
  const after = rows.getTotalSize() - ((end?.end ?? 0) - rows.options.scrollMargin);
  const ticked = people.filter(({ id }) => selection?.everyone || selection?.ids.has(id)).length;

  return (
    <table ref={table} className={styles.table} aria-label={caption} aria-rowcount={hasMore ? -1 : people.length + 1}>
      <thead>
        <tr>
          {selection && (
            <td className={mergeClasses(styles.heading, rowStyles.tick)}>
              <Checkbox
                aria-label={listText.selectShown}
                checked={ticked === 0 ? false : ticked === people.length ? true : 'mixed'}
                onChange={() => selection.toggleShown(people)}
              />
            </td>
          )}
          <th scope="col" className={mergeClasses(styles.heading, rowStyles.cell)}>
            {columns.name}
          </th>
          <th
            scope="col"
            className={mergeClasses(styles.heading, rowStyles.cell, rowStyles.wide, rowStyles.department)}
          >
            {columns.department}
          </th>
          <th scope="col" className={mergeClasses(styles.heading, rowStyles.cell, rowStyles.wide, rowStyles.groups)}>
            {columns.groups}
          </th>
          <th scope="col" className={mergeClasses(styles.heading, rowStyles.cell, rowStyles.state)}>
            {columns.state}
          </th>
        </tr>
      </thead>
      <tbody>
        {before > 0 && <Gap height={before} />}
        {shown.map(({ index }) => {
          const person = people[index];
          return person && <PersonRow key={person.id} person={person} index={index} selection={selection} />;
        })}
        {after > 0 && <Gap height={after} />}
      </tbody>
    </table>
  );
}

/** The place of rows that are out of sight. */
function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td className={useStyles().gap} />
    </tr>
  );
}
