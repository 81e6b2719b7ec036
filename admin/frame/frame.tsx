import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import type { SessionView, TenantView } from '../../contract/index.ts';
import { pageHeadingId } from '../parts/page-heading.tsx';
import { Header } from './header.tsx';
import { sectionsFor } from './pages.tsx';
import { RunBar } from './run-bar.tsx';
import { SandboxBanner } from './sandbox-banner.tsx';
import { Side } from './side.tsx';
import { SkipLink } from './skip-link.tsx';

const narrow = '@media (max-width: 860px)';

const useStyles = makeStyles({
  top: { position: 'sticky', top: 0, zIndex: 10 },
  body: { display: 'flex', maxWidth: '1320px', margin: '0 auto', [narrow]: { flexDirection: 'column' } },
  main: {
    flexGrow: 1,
    minWidth: 0,
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXXXL} 64px`,
    [narrow]: { padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalL} 48px` },
    ':focus': { outline: 'none' },
  },
});

function useFocusOnPageChange(page: string): void {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    window.scrollTo(0, 0);
    document.getElementById(pageHeadingId)?.focus();
  }, [page]);
}

/** What stands around every page: banner, header, navigation, and the bar of a run under way. */
export function Frame(props: { session: SessionView; tenant: TenantView | undefined; children: ReactNode }) {
  const styles = useStyles();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useFocusOnPageChange(pathname);
  // an admin before anything is connected has nowhere to go; who has no role has one page
  const sections = props.tenant || props.session.roles.length === 0 ? sectionsFor(props.session) : [];
  return (
    <>
      <SkipLink onSkip={() => main.current?.focus()} />
      {props.session.sandbox && <SandboxBanner compose={props.session.links.compose} />}
      <div className={styles.top}>
        <Header session={props.session} tenant={props.tenant} sections={sections} />
        {props.tenant && <RunBar />}
      </div>
      <div className={styles.body}>
        {sections.length > 0 && <Side sections={sections} />}
        <main ref={main} tabIndex={-1} className={styles.main}>
          {props.children}
        </main>
      </div>
    </>
  );
}
