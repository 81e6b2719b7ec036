import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { AuditView } from '../../contract/index.ts';
import { formatFully, formatWhen } from '../dates.ts';
import { FieldDiff } from '../parts/field-diff.tsx';
import { changesOf, describeDeed } from './audit-words.ts';
import { accessText } from './messages.ts';

const useStyles = makeStyles({
  item: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  note: { color: tokens.colorNeutralForeground2 },
  summary: { cursor: 'pointer', fontSize: tokens.fontSizeBase200 },
});

/** One thing that was done: what, by whom, when, and what it changed. */
export function AuditItem({ entry }: { entry: AuditView }) {
  const styles = useStyles();
  const { at, by, what, targets, reason } = entry;
  const changes = changesOf(entry);
  const who = by.kind === 'user' ? (by.address ?? by.name) : `${by.name} (${accessText.actors[by.kind]})`;
  return (
    <li className={styles.item}>
      <Text weight="semibold">{describeDeed(what)}</Text>
      <Caption1 className={styles.note} title={formatFully(at)}>
        {[formatWhen(at, Date.now()), who, targets.length > 1 ? accessText.targets(targets.length) : undefined]
          .filter((part) => part !== undefined)
          .join(' · ')}
      </Caption1>
      {reason && <Text>{reason}</Text>}
      {changes.length > 0 && (
        <details>
          <summary className={styles.summary}>{accessText.details}</summary>
          <FieldDiff fields={changes} />
        </details>
      )}
    </li>
  );
}
