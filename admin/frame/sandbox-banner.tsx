import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons/svg/open';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: '2px',
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorStatusWarningBackground2,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    textAlign: 'center',
  },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    fontSize: 'inherit',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'underline',
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':hover:active': { color: tokens.colorNeutralForeground1 },
  },
});

/** Says, for as long as it is so, that Microsoft 365 is only pretended here. */
export function SandboxBanner({ compose }: { compose: string | undefined }) {
  const styles = useStyles();
  return (
    <aside className={styles.root} aria-label={messages.frame.sandboxTitle}>
      <span>
        <strong>{messages.frame.sandboxTitle}</strong> {messages.frame.sandboxBody}
      </span>
      {compose && (
        <Link href={compose} target="_blank" rel="noreferrer" className={styles.link}>
          {messages.frame.sandboxLink} <Open16Regular />
        </Link>
      )}
    </aside>
  );
}
