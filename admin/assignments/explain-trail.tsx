import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { CampaignStep, Explanation } from '../../contract/index.ts';
import { useGroupName } from '../audience/use-group-name.ts';
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
  banner: { marginTop: tokens.spacingVerticalM },
  mark: { whiteSpace: 'nowrap' },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** What somebody gets, and every assignment and campaign in order with the reason why it was chosen or passed over. */
export function ExplainTrail({
  explanation,
  titleOf,
}: {
  explanation: Explanation;
  titleOf: (id: string | null) => string;
}) {
  const styles = useStyles();
  const { campaigns } = explanation;
  return (
    <div role="status">
      <Text weight="semibold" block>
        {assignmentText.result(titleOf(explanation.template))}
      </Text>
      <Steps steps={explanation.trail.map((step) => ({ ...step, id: step.assignment }))} />
      {campaigns.length > 0 && (
        <>
          <Text weight="semibold" block className={styles.banner}>
            {assignmentText.banner(campaigns.find(({ matched }) => matched)?.name)}
          </Text>
          <Steps steps={campaigns.map((step) => ({ ...step, id: step.campaign }))} />
        </>
      )}
    </div>
  );
}

/** What was gone through, in order, with the reason for each. */
function Steps({ steps }: { steps: readonly (Omit<CampaignStep, 'campaign'> & { id: string })[] }) {
  const styles = useStyles();
  const groupName = useGroupName();
  return (
    <ol className={styles.list}>
      {steps.map(({ id, name, matched, reason, condition }) => (
        <li key={id}>
          <Text weight={matched ? 'semibold' : 'regular'}>{name}</Text>{' '}
          <Badge appearance="tint" color={matched ? 'success' : 'subtle'} className={styles.mark}>
            {matched ? assignmentText.chosen : assignmentText.passed}
          </Badge>{' '}
          <Text className={styles.muted}>{reason}</Text>
          {condition && <Trail trail={condition} groupName={groupName} />}
        </li>
      ))}
    </ol>
  );
}
