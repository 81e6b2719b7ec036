import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import type { PersonState } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  active: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalSNudge,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    '::before': {
      content: '""',
      width: '8px',
      height: '8px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorStatusSuccessForeground3,
    },
  },
});

/** The state of a person. Active is the rule and stays quiet; what isn't gets a coloured badge. */
export function StateBadge({ state }: { state: PersonState }) {
  const styles = useStyles();
  if (state === 'active') return <span className={styles.active}>{messages.personStates.active}</span>;
  return (
    <Badge appearance="tint" color={state === 'paused' ? 'severe' : 'danger'}>
      {messages.personStates[state]}
    </Badge>
  );
}
