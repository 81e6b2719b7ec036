import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { formatNumber } from '../format.ts';
import { TableBelow } from '../parts/table-below.tsx';
import { niceTop } from './nice-top.ts';
import { Swatch } from './swatch.tsx';
import { type Tone, useTones } from './tones.ts';

const height = 140;
const step = 10;
const gap = 2;

const useStyles = makeStyles({
  root: { margin: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  plot: { display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: tokens.spacingHorizontalS },
  scale: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'space-between',
    textAlign: 'end',
    marginBlock: '-0.6em',
  },
  small: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: '1.2em',
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  svg: {
    display: 'block',
    width: '100%',
    height: `${height}px`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    boxSizing: 'border-box',
  },
  middle: { stroke: tokens.colorNeutralStroke2, strokeDasharray: '4 4', vectorEffect: 'non-scaling-stroke' },
  ends: { gridColumn: 2, display: 'flex', justifyContent: 'space-between', paddingTop: tokens.spacingVerticalXS },
  legend: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalL, rowGap: tokens.spacingVerticalXS },
  key: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

/** What is counted, and its number at every place. */
export interface Series {
  name: string;
  tone: Tone;
  values: readonly number[];
}

/** Numbers along a row of days or the like, as stacked columns: to look at, with a legend and a table that says the same. */
export function ColumnChart(props: {
  caption: string;
  /** What the places are, and what each is called. */
  place: string;
  labels: readonly string[];
  series: readonly Series[];
}) {
  const styles = useStyles();
  const tones = useTones();
  const { labels, series, caption } = props;
  const sums = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const top = niceTop(Math.max(...sums, 1));
  const stacked = labels.map((label, at) => {
    let below = 0;
    const parts = series.map(({ name, tone, values }) => {
      const size = ((values[at] ?? 0) / top) * height;
      below += size;
      return { name, tone, size, y: height - below };
    });
    return { label, at, parts: parts.filter(({ size }) => size > 0) };
  });
  return (
    <figure className={styles.root} aria-label={caption}>
      <div className={styles.plot} aria-hidden>
        <div className={mergeClasses(styles.scale, styles.small)}>
          <span>{formatNumber(top)}</span>
          <span>{formatNumber(top / 2)}</span>
          <span>0</span>
        </div>
        <svg className={styles.svg} viewBox={`0 0 ${labels.length * step} ${height}`} preserveAspectRatio="none">
          <title>{caption}</title>
          <line className={styles.middle} x1={0} x2={labels.length * step} y1={height / 2} y2={height / 2} />
          {stacked.map(({ label, at, parts }) =>
            parts.map(({ name, tone, size, y }) => (
              <rect
                key={`${label} ${name}`}
                className={tones[tone]}
                x={at * step + gap / 2}
                y={y}
                width={step - gap}
                height={size}
              >
                <title>{`${label}: ${name}`}</title>
              </rect>
            )),
          )}
        </svg>
        <div className={mergeClasses(styles.ends, styles.small)}>
          <span>{labels[0]}</span>
          <span>{labels.at(-1)}</span>
        </div>
      </div>
      <div className={mergeClasses(styles.legend, styles.small)} aria-hidden>
        {series.map(({ name, tone }) => (
          <span key={name} className={styles.key}>
            <Swatch tone={tone} />
            {name}
          </span>
        ))}
      </div>
      <TableBelow
        caption={caption}
        columns={[props.place, ...series.map(({ name }) => name)]}
        rows={labels.map((label, at) => [label, ...series.map(({ values }) => formatNumber(values[at] ?? 0))])}
      />
    </figure>
  );
}
