import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { PlainLink } from '../parts/page-link.tsx';
import { homeText } from './messages.ts';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    minWidth: 0,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minHeight: '20px' },
  good: { color: tokens.colorStatusSuccessForeground1, flexShrink: 0 },
  look: { color: tokens.colorStatusWarningForeground1, flexShrink: 0 },
  link: {
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    outline: 'none',
    '::after': { content: '""', position: 'absolute', inset: 0 },
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible::after': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
      borderRadius: tokens.borderRadiusXLarge,
    },
  },
  value: {
    fontVariantNumeric: 'tabular-nums',
    overflowWrap: 'anywhere',
    '::first-letter': { textTransform: 'uppercase' },
  },
  note: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/** One thing to know at a glance: whether it is well, and where to look further. */
export function StatusTile(props: {
  name: string;
  value: string;
  note: string;
  /** Absent: neither good nor bad. */
  well?: boolean | undefined;
  to: string;
}) {
  const styles = useStyles();
  return (
    <li className={styles.root}>
      <span className={styles.head}>
        {props.well === true && <CheckmarkCircle20Filled className={styles.good} aria-label={homeText.good} />}
        {props.well === false && <Warning20Filled className={styles.look} aria-label={homeText.look} />}
        <PlainLink to={props.to} className={styles.link}>
          {props.name}
        </PlainLink>
      </span>
      <Text size={500} weight="semibold" block className={styles.value}>
        {props.value}
      </Text>
      <Text size={200} block className={styles.note}>
        {props.note}
      </Text>
    </li>
  );
}
