import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
  useRestoreFocusSource,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DraftProblem, type Savable } from './save-bar.tsx';
import { UnsavedGuard } from './unsaved-guard.tsx';

const useStyles = makeStyles({
  surface: {
    width: '720px',
    maxWidth: 'calc(100vw - 32px)',
    '@media (max-width: 640px)': { maxWidth: '100vw', paddingInline: tokens.spacingHorizontalL },
  },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
});

/** A form over the page. Whoever closes it with changes is asked first; a conflict with somebody else is decided in it. */
export function FormDialog(props: {
  title: string;
  draft: Savable;
  /** What is still missing before it can be saved. */
  blocked: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const styles = useStyles();
  const restoreFocus = useRestoreFocusSource();
  // Whoever decides to stay goes on from here: what is below a dialog that is gone would stay closed to screen readers otherwise.
  const goOn = useRestoreFocusTarget();
  const [asking, setAsking] = useState(false);
  const { draft } = props;
  const close = () => (draft.dirty ? setAsking(true) : props.onClose());
  const text = messages.unsaved;
  return (
    <>
      <UnsavedGuard dirty={draft.dirty} />
      <Dialog modalType="alert" open onOpenChange={(_, { open }) => !open && close()}>
        <DialogSurface className={styles.surface} {...restoreFocus}>
          <DialogBody>
            <DialogTitle>{props.title}</DialogTitle>
            <DialogContent>
              <div className={styles.form}>{props.children}</div>
            </DialogContent>
            {(draft.error || draft.conflict) && (
              <DialogContent>
                <DraftProblem draft={draft} />
              </DialogContent>
            )}
            <DialogActions>
              <Button onClick={close} {...goOn}>
                {messages.hold.cancel}
              </Button>
              <Button
                appearance="primary"
                disabledFocusable={props.blocked || draft.saving || draft.conflict}
                onClick={() => draft.save()}
              >
                {messages.save.save}
              </Button>
            </DialogActions>
          </DialogBody>
          <ConfirmDialog
            open={asking}
            title={text.title}
            confirm={text.leave}
            cancel={text.stay}
            onConfirm={props.onClose}
            onClose={() => setAsking(false)}
          >
            {text.form}
          </ConfirmDialog>
        </DialogSurface>
      </Dialog>
    </>
  );
}
