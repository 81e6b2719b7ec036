import { Caption1, Checkbox, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { rowHeight } from '../parts/use-rows-in-sight.ts';
import { GroupNames } from './group-names.tsx';
import { listText } from './messages.ts';
import { PersonCell } from './person-cell.tsx';
import { nameOf } from './person-words.ts';
import { StateBadge } from './state-badge.tsx';
import type { Selection } from './use-selection.ts';

const narrow = '@media (max-width: 860px)';
const ellipsis = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

/** The look of rows that are about one person each. */
export const useRowStyles = makeStyles({
  row: {
    position: 'relative',
    height: `${rowHeight}px`,
    boxSizing: 'border-box',
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  line: ellipsis,
  muted: { color: tokens.colorNeutralForeground2 },
  cell: {
    paddingInlineEnd: tokens.spacingHorizontalL,
    ':first-child': { paddingInlineStart: tokens.spacingHorizontalXL },
    [narrow]: { ':first-child': { paddingInlineStart: tokens.spacingHorizontalL } },
  },
  tick: {
    width: '44px',
    paddingInlineStart: tokens.spacingHorizontalM,
    [narrow]: { paddingInlineStart: tokens.spacingHorizontalXS, width: '40px' },
  },
  wide: { [narrow]: { display: 'none' } },
  state: { width: '108px' },
  department: { width: '22%' },
  groups: { width: '26%' },
});

const useStyles = makeStyles({
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
  },
  above: { position: 'relative', zIndex: 1 },
});

/** One person of the list. */
export function PersonRow(props: { person: PersonView; index: number; selection: Selection | undefined }) {
  const styles = useStyles();
  const rowStyles = useRowStyles();
  const { person, selection } = props;
  const name = nameOf(person);
  const selected = Boolean(selection?.everyone || selection?.ids.has(person.id));
  return (
    <tr aria-rowindex={props.index + 2} className={mergeClasses(rowStyles.row, selected && styles.selected)}>
      {selection && (
        <td className={rowStyles.tick}>
          <Checkbox
            className={styles.above}
            aria-label={listText.select(name)}
            checked={selected}
            onChange={() => selection.toggle(person.id)}
          />
        </td>
      )}
      <td className={rowStyles.cell}>
        <PersonCell id={person.id} name={name} address={person.address} />
      </td>
      <td className={mergeClasses(rowStyles.cell, rowStyles.wide)}>
        <Text block className={rowStyles.line}>
          {person.fields.department}
        </Text>
        <Caption1 block className={mergeClasses(rowStyles.line, rowStyles.muted)}>
          {person.fields.jobTitle}
        </Caption1>
      </td>
      <td className={mergeClasses(rowStyles.cell, rowStyles.wide)}>
        <GroupNames groups={person.groups} />
      </td>
      <td className={rowStyles.cell}>
        <StateBadge state={person.state} />
      </td>
    </tr>
  );
}
