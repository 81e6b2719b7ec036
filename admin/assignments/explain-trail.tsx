import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Explanation } from '../../contract/index.ts';
import { useGroups } from '../api/group-queries.ts';
import { Trail } from '../conditions/trail.tsx';
import { assignmentText } from './messages.ts';

const useStyles = makeStyles({
  list: {
    margin: 0,
    paddingInlineStart: '1.4em',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** What somebody gets, and every assignment in order with the reason why it was chosen or passed over. */
export function ExplainTrail({
  explanation,
  titleOf,
}: {
  explanation: Explanation;
  titleOf: (id: string | null) => string;
}) {
  const styles = useStyles();
  const groups = useGroups();
  const groupName = (id: string) => groups.data?.items.find((group) => group.id === id)?.name ?? id;
  return (
    <div role="status">
      <Text weight="semibold" block>
        {assignmentText.result(titleOf(explanation.template))}
      </Text>
      <ol className={styles.list}>
        {explanation.trail.map(({ assignment, name, matched, reason, condition }) => (
          <li key={assignment}>
            <Text weight={matched ? 'semibold' : 'regular'}>{name}</Text>{' '}
            <Badge appearance="tint" color={matched ? 'success' : 'subtle'}>
              {matched ? assignmentText.chosen : assignmentText.passed}
            </Badge>{' '}
            <Text className={styles.muted}>{reason}</Text>
            {condition && <Trail trail={condition} groupName={groupName} />}
          </li>
        ))}
      </ol>
    </div>
  );
}
