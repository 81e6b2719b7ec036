import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { messages } from '../messages/messages.ts';

/** Somebody else was quicker: both versions are there until one is chosen. */
export function ConflictBar(props: { saving: boolean; onKeepMine: () => void; onTakeTheirs: () => void }) {
  const text = messages.save;
  return (
    <MessageBar intent="warning" layout="multiline" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>{text.conflictTitle}</MessageBarTitle> {text.conflictBody}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={props.onTakeTheirs}>
          {text.takeTheirs}
        </Button>
        <Button size="small" appearance="primary" disabledFocusable={props.saving} onClick={props.onKeepMine}>
          {text.keepMine}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
