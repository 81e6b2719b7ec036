import { Avatar, Caption1, Checkbox, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { usePageLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';
import { GroupNames } from './group-names.tsx';
import { listText } from './messages.ts';
import { nameOf } from './person-words.ts';
import { StateBadge } from './state-badge.tsx';
import type { Selection } from './use-selection.ts';

/** Every row is as high as any other, so that a list of a hundred thousand can be scrolled without measuring. */
export const rowHeight = 61;

const narrow = '@media (max-width: 860px)';
const ellipsis = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

export const useRowStyles = makeStyles({
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
  row: {
    position: 'relative',
    height: `${rowHeight}px`,
    boxSizing: 'border-box',
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
  },
  person: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  line: ellipsis,
  link: {
    display: 'block',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    outline: 'none',
    // the link covers its whole row, so that the row can be clicked and is still one link
    '::after': { content: '""', position: 'absolute', inset: 0 },
    ':focus-visible::after': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  above: { position: 'relative', zIndex: 1 },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** One person of the list. */
export function PersonRow(props: { person: PersonView; index: number; selection: Selection | undefined }) {
  const styles = useStyles();
  const rowStyles = useRowStyles();
  const { person, selection } = props;
  const name = nameOf(person);
  const link = usePageLink(pathTo.person(person.id));
  const selected = Boolean(selection?.everyone || selection?.ids.has(person.id));
  return (
    <tr aria-rowindex={props.index + 2} className={mergeClasses(styles.row, selected && styles.selected)}>
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
        <div className={styles.person}>
          <Avatar name={name} size={36} color="colorful" idForColor={person.id} aria-hidden />
          <span className={styles.words}>
            <a {...link} className={mergeClasses(styles.link, styles.line)} title={name}>
              <Text weight="semibold" wrap={false} truncate block>
                <bdi>{name}</bdi>
              </Text>
            </a>
            <Caption1 className={mergeClasses(styles.line, styles.muted)}>{person.address}</Caption1>
          </span>
        </div>
      </td>
      <td className={mergeClasses(rowStyles.cell, rowStyles.wide)}>
        <Text block className={styles.line}>
          {person.fields.department}
        </Text>
        <Caption1 block className={mergeClasses(styles.line, styles.muted)}>
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
