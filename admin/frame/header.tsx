import { makeStyles, tokens } from '@fluentui/react-components';
import type { SessionView, TenantView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { BrandMark } from '../parts/brand-mark.tsx';
import { PlainLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';
import { AccountMenu } from './account-menu.tsx';
import type { FrameSection } from './pages.tsx';
import { MenuButton } from './side.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    height: '56px',
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalXL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 860px)': { padding: `0 ${tokens.spacingHorizontalL}` },
  },
  brand: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    letterSpacing: '-0.01em',
  },
  tenant: {
    minWidth: 0,
    paddingInlineStart: tokens.spacingHorizontalM,
    borderInlineStartWidth: tokens.strokeWidthThin,
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  space: { flexGrow: 1 },
});

/** Product, tenant, and who is signed in. */
export function Header(props: {
  session: SessionView;
  tenant: TenantView | undefined;
  sections: readonly FrameSection[];
}) {
  const styles = useStyles();
  const { session, tenant, sections } = props;
  return (
    <header className={styles.root}>
      {sections.length > 0 && <MenuButton sections={sections} />}
      <PlainLink to={pathTo.home()} className={styles.brand}>
        <BrandMark />
        {messages.product}
      </PlainLink>
      {tenant && <span className={styles.tenant}>{tenant.name}</span>}
      <span className={styles.space} />
      <AccountMenu session={session} />
    </header>
  );
}
