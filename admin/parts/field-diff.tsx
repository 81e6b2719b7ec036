import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowRight12Regular } from '@fluentui/react-icons/svg/arrow-right';
import type { FieldChange } from '../../contract/index.ts';
import { catalogue } from '../catalogue.ts';
import { labelOf } from '../people/person-words.ts';

const text = catalogue({
  en: { nothing: 'empty', old: 'before', new: 'after' },
  de: { nothing: 'leer', old: 'vorher', new: 'nachher' },
});

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '2px' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalS,
    overflowWrap: 'anywhere',
  },
  label: { color: tokens.colorNeutralForeground2 },
  old: { color: tokens.colorNeutralForeground2, textDecorationLine: 'line-through' },
  nothing: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  arrow: { color: tokens.colorNeutralForeground3, alignSelf: 'center', flexShrink: 0 },
});

/** Fields before and after. */
export function FieldDiff({ fields }: { fields: readonly FieldChange[] }) {
  const styles = useStyles();
  if (fields.length === 0) return null;
  return (
    <ul className={styles.list}>
      {fields.map(({ field, old, new: now }) => (
        <li key={field} className={styles.item}>
          <span className={styles.label}>{labelOf(field)}</span>
          {old ? (
            <del className={styles.old}>
              <bdi>{old}</bdi>
            </del>
          ) : (
            <span className={styles.nothing}>{text.nothing}</span>
          )}
          <ArrowRight12Regular className={styles.arrow} aria-label="→" />
          {now ? (
            <ins style={{ textDecoration: 'none' }}>
              <bdi>{now}</bdi>
            </ins>
          ) : (
            <span className={styles.nothing}>{text.nothing}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
