import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { RunCounts } from '../../contract/index.ts';
import { formatNumber } from '../format.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(96px, 1fr))',
    gap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalL,
    margin: 0,
    '@media (max-width: 640px)': { gridTemplateColumns: 'repeat(auto-fill, minmax(84px, 1fr))' },
  },
  tile: { display: 'flex', flexDirection: 'column-reverse', minWidth: 0 },
  label: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  number: {
    margin: 0,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  zero: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
});

const order = ['seen', 'created', 'updated', 'restored', 'removed', 'unchanged', 'skipped'] as const;

/** The counts of a run as a row of numbers. */
export function CountTiles({ counts, labels }: { counts: RunCounts; labels: Record<keyof RunCounts, string> }) {
  const styles = useStyles();
  return (
    <dl className={styles.root}>
      {order.map((name) => (
        <div key={name} className={styles.tile}>
          <dt className={styles.label}>{labels[name]}</dt>
          <dd className={mergeClasses(styles.number, counts[name] === 0 && styles.zero)}>
            {formatNumber(counts[name])}
          </dd>
        </div>
      ))}
    </dl>
  );
}
