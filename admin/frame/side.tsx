import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  tokens,
} from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons/svg/dismiss';
import { Navigation20Regular } from '@fluentui/react-icons/svg/navigation';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { messages } from '../messages/messages.ts';
import { Navigation } from './navigation.tsx';
import type { FrameSection } from './pages.tsx';

const narrow = '@media (max-width: 860px)';

const useStyles = makeStyles({
  side: {
    width: '232px',
    flexShrink: 0,
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXXL} 0 ${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}`,
    position: 'sticky',
    top: '56px', // below the header
    alignSelf: 'flex-start',
    maxHeight: 'calc(100vh - 56px)',
    overflowY: 'auto',
    [narrow]: { display: 'none' },
  },
  button: {
    display: 'none',
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalSNudge})`,
    minWidth: 'auto',
    [narrow]: { display: 'inline-flex' },
  },
  drawer: { width: '288px', maxWidth: '86vw' },
  body: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXXL}` },
});

/** The navigation at the side, where there is room for one. */
export function Side({ sections }: { sections: readonly FrameSection[] }) {
  return (
    <div className={useStyles().side}>
      <Navigation sections={sections} />
    </div>
  );
}

/** Where there is no room at the side: a button that opens the navigation. It closes as soon as another page is opened. */
export function MenuButton({ sections }: { sections: readonly FrameSection[] }) {
  const styles = useStyles();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what it reacts to
  useEffect(() => setOpen(false), [pathname]);
  return (
    <>
      <Button
        appearance="subtle"
        className={styles.button}
        icon={<Navigation20Regular />}
        aria-label={messages.frame.menu}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      <OverlayDrawer className={styles.drawer} open={open} onOpenChange={(_, change) => setOpen(change.open)}>
        <DrawerHeader>
          <DrawerHeaderTitle
            action={
              <Button
                appearance="subtle"
                aria-label={messages.frame.closeMenu}
                icon={<Dismiss24Regular />}
                onClick={() => setOpen(false)}
              />
            }
          >
            {messages.product}
          </DrawerHeaderTitle>
        </DrawerHeader>
        <DrawerBody className={styles.body}>
          <Navigation sections={sections} />
        </DrawerBody>
      </OverlayDrawer>
    </>
  );
}
