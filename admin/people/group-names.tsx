import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';

const shownAtMost = 2;

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  group: {
    padding: `1px ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground4,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    maxWidth: '100%',
    boxSizing: 'border-box',
  },
});

/** The first groups of a person, and how many more. */
export function GroupNames({ groups }: { groups: PersonView['groups'] }) {
  const styles = useStyles();
  const more = groups.slice(shownAtMost);
  return (
    <span className={styles.root}>
      {groups.slice(0, shownAtMost).map((group) => (
        <Caption1 key={group.id} className={styles.group}>
          {group.name}
        </Caption1>
      ))}
      {more.length > 0 && (
        <Caption1 title={more.map((group) => group.name).join(', ')}>
          {messages.peoplePage.moreGroups(more.length)}
        </Caption1>
      )}
    </span>
  );
}
