import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { messages } from '../messages.ts';
import { listFields } from './person-words.ts';

const useStyles = makeStyles({
  root: { margin: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(110px, 160px) 1fr',
    gap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalSNudge} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
});

/** The filled fields of a person. */
export function FieldList({ person }: { person: PersonView }) {
  const styles = useStyles();
  const fields = listFields(person);
  if (fields.length === 0) return <Body1>{messages.person.noFields}</Body1>;
  return (
    <dl className={styles.root}>
      {fields.map(({ field, label, value }) => (
        <div key={field} className={styles.row}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
