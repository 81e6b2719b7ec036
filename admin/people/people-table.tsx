import {
  Avatar,
  Caption1,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { messages } from '../messages.ts';
import { formatRoute, type Route } from '../route.ts';
import { GroupNames } from './group-names.tsx';
import { nameOf } from './person-words.ts';
import { StateBadge } from './state-badge.tsx';

const narrow = '@media (max-width: 860px)';
const ellipsis = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  heading: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS} 0`,
    ':first-child': { paddingInlineStart: tokens.spacingHorizontalXL },
    [narrow]: { ':first-child': { paddingInlineStart: tokens.spacingHorizontalL } },
  },
  row: {
    position: 'relative',
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  cell: {
    padding: `${tokens.spacingVerticalMNudge} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalMNudge} 0`,
    ':first-child': { paddingInlineStart: tokens.spacingHorizontalXL },
    [narrow]: { ':first-child': { paddingInlineStart: tokens.spacingHorizontalL } },
  },
  wide: { [narrow]: { display: 'none' } },
  state: { width: '96px' },
  department: { width: '22%' },
  groups: { width: '26%' },
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
  muted: { color: tokens.colorNeutralForeground2 },
});

/** The people as a table; where the window is narrow only name and state are left. */
export function PeopleTable({ people, params }: { people: readonly PersonView[]; params: Route['params'] }) {
  const styles = useStyles();
  const { columns, caption } = messages.peoplePage;
  return (
    <table className={styles.table} aria-label={caption}>
      <thead>
        <tr>
          <th scope="col" className={styles.heading}>
            {columns.name}
          </th>
          <th scope="col" className={mergeClasses(styles.heading, styles.wide, styles.department)}>
            {columns.department}
          </th>
          <th scope="col" className={mergeClasses(styles.heading, styles.wide, styles.groups)}>
            {columns.groups}
          </th>
          <th scope="col" className={mergeClasses(styles.heading, styles.state)}>
            {columns.state}
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} href={formatRoute('people', { ...params, person: person.id })} />
        ))}
      </tbody>
    </table>
  );
}

function PersonRow({ person, href }: { person: PersonView; href: string }) {
  const styles = useStyles();
  const restoreFocus = useRestoreFocusTarget();
  const name = nameOf(person);
  return (
    <tr className={styles.row}>
      <td className={styles.cell}>
        <div className={styles.person}>
          <Avatar name={name} size={36} color="colorful" idForColor={person.id} aria-hidden />
          <span className={styles.words}>
            <a href={href} className={mergeClasses(styles.link, styles.line)} title={name} {...restoreFocus}>
              <Text weight="semibold" wrap={false} truncate block>
                <bdi>{name}</bdi>
              </Text>
            </a>
            <Caption1 className={mergeClasses(styles.line, styles.muted)}>{person.address}</Caption1>
          </span>
        </div>
      </td>
      <td className={mergeClasses(styles.cell, styles.wide)}>
        <Text block className={styles.line}>
          {person.fields.department}
        </Text>
        <Caption1 block className={mergeClasses(styles.line, styles.muted)}>
          {person.fields.jobTitle}
        </Caption1>
      </td>
      <td className={mergeClasses(styles.cell, styles.wide)}>
        <GroupNames groups={person.groups} />
      </td>
      <td className={styles.cell}>
        <StateBadge state={person.state} />
      </td>
    </tr>
  );
}
