import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  useRestoreFocusSource,
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { messages } from '../messages/messages.ts';

/** Asks once more before people are removed; the button that does it is the child. */
export function ConfirmRemoval(props: { open: boolean; count: number; onClose: () => void; children: ReactNode }) {
  const text = messages.hold;
  const restoreFocus = useRestoreFocusSource();
  const [asked, setAsked] = useState(props.open);
  if (props.open && !asked) setAsked(true);
  if (!asked) return null;
  return (
    <Dialog modalType="alert" open={props.open} onOpenChange={(_, { open }) => !open && props.onClose()}>
      <DialogSurface {...restoreFocus}>
        <DialogBody>
          <DialogTitle>{text.confirmTitle(props.count)}</DialogTitle>
          <DialogContent>{text.confirmBody}</DialogContent>
          <DialogActions>
            <Button onClick={props.onClose}>{text.cancel}</Button>
            {props.children}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
