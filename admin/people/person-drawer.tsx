import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  tokens,
  useRestoreFocusSource,
} from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import { usePerson } from '../api/people-queries.ts';
import { messages } from '../messages.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { PersonDetails } from './person-details.tsx';
import { nameOf } from './person-words.ts';

const useStyles = makeStyles({
  drawer: { width: '640px', maxWidth: '100vw' },
  body: { paddingBottom: tokens.spacingVerticalXXXL },
});

/** One person beside the list; open while the address names one. */
export function PersonDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const [shown, setShown] = useState(id);
  // the person stays in place while the drawer slides away
  if (id !== undefined && id !== shown) setShown(id);
  return shown === undefined ? null : <Drawer id={shown} open={id !== undefined} onClose={onClose} />;
}

function Drawer({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const styles = useStyles();
  const restoreFocus = useRestoreFocusSource();
  return (
    <OverlayDrawer
      {...restoreFocus}
      position="end"
      className={styles.drawer}
      open={open}
      onOpenChange={(_, change) => !change.open && onClose()}
    >
      <PersonInDrawer id={id} onClose={onClose} />
    </OverlayDrawer>
  );
}

function PersonInDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const styles = useStyles();
  const person = usePerson(id);
  return (
    <>
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              aria-label={messages.person.close}
              icon={<Dismiss24Regular />}
              onClick={onClose}
            />
          }
        >
          <bdi>{person.data ? nameOf(person.data) : messages.peoplePage.page}</bdi>
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body}>
        {person.isPending && <PageSkeleton />}
        {person.error && <ErrorBar error={person.error} onRetry={person.refetch} />}
        {person.data && <PersonDetails key={id} person={person.data} now={person.dataUpdatedAt} />}
      </DrawerBody>
    </>
  );
}
