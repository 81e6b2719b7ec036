import { Checkbox, mergeClasses } from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { LongTable, useHeadingStyles } from '../parts/long-table.tsx';
import { listText } from './messages.ts';
import { PersonRow, useRowStyles } from './person-row.tsx';
import type { Selection } from './use-selection.ts';

/** The people as a table. */
export function PeopleTable(props: {
  people: readonly PersonView[];
  selection: Selection | undefined;
  hasMore: boolean;
  loadMore: () => void;
}) {
  const { heading } = useHeadingStyles();
  const rowStyles = useRowStyles();
  const { people, selection, hasMore, loadMore } = props;
  const { columns, caption } = messages.peoplePage;
  const ticked = people.filter(({ id }) => selection?.everyone || selection?.ids.has(id)).length;
  return (
    <LongTable
      caption={caption}
      count={people.length}
      hasMore={hasMore}
      loadMore={loadMore}
      heading={
        <>
          {selection && (
            <td className={mergeClasses(heading, rowStyles.tick)}>
              <Checkbox
                aria-label={listText.selectShown}
                checked={ticked === 0 ? false : ticked === people.length ? true : 'mixed'}
                onChange={() => selection.toggleShown(people)}
              />
            </td>
          )}
          <th scope="col" className={mergeClasses(heading, rowStyles.cell)}>
            {columns.name}
          </th>
          <th scope="col" className={mergeClasses(heading, rowStyles.cell, rowStyles.wide, rowStyles.department)}>
            {columns.department}
          </th>
          <th scope="col" className={mergeClasses(heading, rowStyles.cell, rowStyles.wide, rowStyles.groups)}>
            {columns.groups}
          </th>
          <th scope="col" className={mergeClasses(heading, rowStyles.cell, rowStyles.state)}>
            {columns.state}
          </th>
        </>
      }
      row={(index) => {
        const person = people[index];
        return person && <PersonRow key={person.id} person={person} index={index} selection={selection} />;
      }}
    />
  );
}
