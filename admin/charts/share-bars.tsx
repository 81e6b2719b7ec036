import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { formatNumber } from '../format.ts';
import { TableBelow } from '../parts/table-below.tsx';
import { Swatch } from './swatch.tsx';
import { type Tone, tones, useTones } from './tones.ts';

const useStyles = makeStyles({
  root: { margin: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  row: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  words: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  track: { display: 'block', width: '100%', height: '12px', borderRadius: tokens.borderRadiusMedium },
  rest: { fill: tokens.colorNeutralBackground6 },
  parts: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  part: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

/** One bar: how many of all, and what they are made of. */
export interface Share {
  name: string;
  parts: readonly { name: string; count: number }[];
}

const toneAt = (index: number): Tone => tones[index % tones.length] ?? 'brand';

/** Bars below each other, each a share of the same whole, cut into its parts; with a table that says the same. */
export function ShareBars(props: {
  caption: string;
  whole: number;
  shares: readonly Share[];
  /** What the table's columns are called: the bar, its part, the number. */
  columns: readonly [string, string, string];
}) {
  const styles = useStyles();
  const classes = useTones();
  const whole = Math.max(props.whole, 1);
  return (
    <figure className={styles.root} aria-label={props.caption}>
      {props.shares.map(({ name, parts }) => {
        const sum = parts.reduce((total, { count }) => total + count, 0);
        let from = 0;
        const placed = parts.map((part, index) => {
          const x = from;
          from += (part.count / whole) * 100;
          return { ...part, x, width: from - x, tone: toneAt(index) };
        });
        return (
          <div key={name} className={styles.row} aria-hidden>
            <span className={styles.words}>
              <Text weight="semibold">{name}</Text>
              <Text className={styles.number}>{formatNumber(sum)}</Text>
            </span>
            <svg className={styles.track} viewBox="0 0 100 12" preserveAspectRatio="none" role="presentation">
              <rect className={styles.rest} width="100" height="12" />
              {placed.map((part) => (
                <rect key={part.name} className={classes[part.tone]} x={part.x} width={part.width} height="12" />
              ))}
            </svg>
            <span className={styles.parts}>
              {placed.map((part) => (
                <span key={part.name} className={styles.part}>
                  {parts.length > 1 && <Swatch tone={part.tone} />}
                  {`${part.name}: ${formatNumber(part.count)}`}
                </span>
              ))}
            </span>
          </div>
        );
      })}
      <TableBelow
        caption={props.caption}
        columns={props.columns}
        rows={props.shares.flatMap(({ name, parts }) =>
          parts.map((part) => [name, part.name, formatNumber(part.count)]),
        )}
      />
    </figure>
  );
}
