import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Home20Filled, Home20Regular } from '@fluentui/react-icons/svg/home';
import { People20Filled, People20Regular } from '@fluentui/react-icons/svg/people';
import type { ReactElement } from 'react';
import { messages } from '../messages.ts';
import { formatRoute, type PageName, pages } from '../route.ts';

const narrow = '@media (max-width: 860px)';

const useStyles = makeStyles({
  root: {
    width: '208px',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalXXL} 0 0 ${tokens.spacingHorizontalL}`,
    position: 'sticky',
    top: '56px', // below the header
    alignSelf: 'flex-start',
    [narrow]: {
      position: 'static',
      alignSelf: 'auto',
      width: 'auto',
      flexDirection: 'row',
      overflowX: 'auto',
      padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} 0`,
    },
  },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    [narrow]: { gap: tokens.spacingHorizontalS },
  },
  current: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover, color: tokens.colorBrandForeground2 },
  },
});

const icons: Record<PageName, { plain: ReactElement; current: ReactElement }> = {
  home: { plain: <Home20Regular />, current: <Home20Filled /> },
  people: { plain: <People20Regular />, current: <People20Filled /> },
};

/** The pages of the app: at the side, or in a row below the header where the window is narrow. */
export function Navigation({ page }: { page: PageName }) {
  const styles = useStyles();
  return (
    <nav className={styles.root} aria-label={messages.frame.navigation}>
      {pages.map((name) => (
        <a
          key={name}
          href={formatRoute(name)}
          aria-current={name === page ? 'page' : undefined}
          className={mergeClasses(styles.item, name === page && styles.current)}
        >
          {icons[name][name === page ? 'current' : 'plain']}
          {messages.frame[name]}
        </a>
      ))}
    </nav>
  );
}
