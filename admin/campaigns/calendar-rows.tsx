import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { CampaignView } from '../../contract/index.ts';
import { daysOf, type Span, weekdayOf } from './campaign-days.ts';
import { StateBadge } from './state-badge.tsx';

const narrow = '@media (max-width: 640px)';

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(140px, 220px) minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    minHeight: '32px',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', paddingBlock: tokens.spacingVerticalXS },
  },
  label: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  days: { display: 'grid', position: 'relative', alignItems: 'stretch', height: '28px' },
  day: { gridRow: 1, borderLeft: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}` },
  weekend: { backgroundColor: tokens.colorNeutralBackground2 },
  today: { boxShadow: `inset 0 0 0 2px ${tokens.colorBrandStroke1}` },
  number: {
    gridRow: 1,
    alignSelf: 'end',
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  seldom: { [narrow]: { visibility: 'hidden' } },
  now: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightBold, [narrow]: { visibility: 'visible' } },
  bar: {
    gridRow: 1,
    zIndex: 1,
    marginBlock: '6px',
    marginInline: '1px',
    borderRadius: tokens.borderRadiusMedium,
    border: `2px solid ${tokens.colorBrandStroke1}`,
    forcedColorAdjust: 'none',
  },
  running: { backgroundColor: tokens.colorBrandBackground },
  upcoming: { backgroundColor: tokens.colorBrandBackground2 },
  over: {
    backgroundColor: tokens.colorNeutralStroke1,
    borderTopColor: tokens.colorNeutralStroke1,
    borderRightColor: tokens.colorNeutralStroke1,
    borderBottomColor: tokens.colorNeutralStroke1,
    borderLeftColor: tokens.colorNeutralStroke1,
  },
  off: {
    backgroundColor: 'transparent',
    borderTopStyle: 'dashed',
    borderRightStyle: 'dashed',
    borderBottomStyle: 'dashed',
    borderLeftStyle: 'dashed',
  },
});

/** Campaigns of a month below each other, each with its days. It is for the eye: the table says the same. */
export function CalendarRows(props: {
  month: string;
  today: string;
  rows: readonly { campaign: CampaignView; spans: Span[] }[];
}) {
  const styles = useStyles();
  const days = daysOf(props.month);
  const columns = { gridTemplateColumns: `repeat(${days.length}, minmax(0, 1fr))` };
  return (
    <div className={styles.rows} aria-hidden>
      <div className={styles.row}>
        <span />
        <div className={styles.days} style={columns}>
          {days.map((day, index) => (
            <span
              key={day}
              className={mergeClasses(
                styles.number,
                index !== 0 && (index + 1) % 5 !== 0 && styles.seldom,
                day === props.today && styles.now,
              )}
              style={{ gridColumn: index + 1 }}
            >
              {index + 1}
            </span>
          ))}
        </div>
      </div>
      {props.rows.map(({ campaign, spans }) => (
        <div key={campaign.id} className={styles.row}>
          <span className={styles.label}>
            <Text className={styles.name} title={campaign.name}>
              {campaign.name}
            </Text>
            <StateBadge state={campaign.state} />
          </span>
          <div className={styles.days} style={columns}>
            {days.map((day, index) => (
              <span
                key={day}
                className={mergeClasses(
                  styles.day,
                  weekdayOf(day) > 4 && styles.weekend,
                  day === props.today && styles.today,
                )}
                style={{ gridColumn: index + 1 }}
              />
            ))}
            {spans.map(({ from, to }) => (
              <span
                key={from}
                className={mergeClasses(styles.bar, styles[campaign.state])}
                style={{ gridColumn: `${from} / ${to + 1}` }}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
