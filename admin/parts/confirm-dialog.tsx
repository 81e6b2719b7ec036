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

/** Asks before something is done. `blocked`: it cannot be confirmed yet. */
export function ConfirmDialog(props: {
  open: boolean;
  title: string;
  confirm: string;
  cancel?: string;
  blocked?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const restoreFocus = useRestoreFocusSource();
  const [asked, setAsked] = useState(props.open);
  if (props.open && !asked) setAsked(true);
  if (!asked) return null;
  return (
    <Dialog modalType="alert" open={props.open} onOpenChange={(_, { open }) => !open && props.onClose()}>
      <DialogSurface {...restoreFocus}>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent>{props.children}</DialogContent>
          <DialogActions>
            <Button onClick={props.onClose}>{props.cancel ?? messages.hold.cancel}</Button>
            <Button appearance="primary" disabledFocusable={props.blocked} onClick={props.onConfirm}>
              {props.confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
