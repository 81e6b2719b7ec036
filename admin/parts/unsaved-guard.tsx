import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** While something is not saved: leaving the page is asked about, inside the app and by the browser. */
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);

  const text = messages.unsaved;
  return (
    <ConfirmDialog
      open={blocker.state === 'blocked'}
      title={text.title}
      confirm={text.leave}
      cancel={text.stay}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {text.body}
    </ConfirmDialog>
  );
}
