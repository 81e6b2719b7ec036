import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircle16Regular } from '@fluentui/react-icons/svg/dismiss-circle';
import type { ConditionTrail } from '../../contract/index.ts';
import { describeComparison } from './condition-words.ts';
import { conditionText } from './messages.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  nested: { paddingInlineStart: tokens.spacingHorizontalXL },
  item: { display: 'flex', alignItems: 'baseline', gap: tokens.spacingHorizontalS, overflowWrap: 'anywhere' },
  icon: { flexShrink: 0, alignSelf: 'center' },
  yes: { color: tokens.colorStatusSuccessForeground1 },
  no: { color: tokens.colorNeutralForeground3 },
  actual: { color: tokens.colorNeutralForeground2 },
});

function Mark({ holds }: { holds: boolean }) {
  const styles = useStyles();
  return holds ? (
    <CheckmarkCircle16Filled className={mergeClasses(styles.icon, styles.yes)} aria-label={conditionText.holdsTrue} />
  ) : (
    <DismissCircle16Regular className={mergeClasses(styles.icon, styles.no)} aria-label={conditionText.holdsFalse} />
  );
}

/** Why a condition holds or not for one person: each comparison with the value it met. */
export function Trail(props: { trail: ConditionTrail; groupName: (id: string) => string; depth?: number }) {
  const styles = useStyles();
  const { trail, groupName, depth = 0 } = props;
  if (trail.kind === 'comparison') {
    const isGroup = trail.comparison.operator === 'memberOf';
    return (
      <div className={styles.item}>
        <Mark holds={trail.holds} />
        <span>
          {describeComparison(trail.comparison, groupName)}{' '}
          {!isGroup && (
            <span className={styles.actual}>
              ({trail.actual.length > 0 ? conditionText.actual(trail.actual.join(', ')) : conditionText.actualNothing})
            </span>
          )}
        </span>
      </div>
    );
  }
  const [only] = trail.parts;
  if (trail.parts.length === 1 && only) return <Trail trail={only} groupName={groupName} depth={depth} />;
  return (
    <div>
      <div className={styles.item}>
        <Mark holds={trail.holds} />
        <span>
          {conditionText.when} {conditionText[trail.kind]} {conditionText.holds}:
        </span>
      </div>
      <ul className={mergeClasses(styles.list, styles.nested)}>
        {trail.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a finished trail stay where they are
          <li key={index}>
            <Trail trail={part} groupName={groupName} depth={depth + 1} />
          </li>
        ))}
      </ul>
    </div>
  );
}
