import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { messages } from '../messages/messages.ts';
import { ErrorBar } from './error-bar.tsx';

interface Done {
  what: string;
  undo: () => Promise<unknown>;
}

/** Says what was just done, and takes it back if asked to. The bar stands on the page until it is dismissed or something else is done. */
export function useUndo(): { offer: (what: string, undo: () => Promise<unknown>) => void; bar: ReactNode } {
  const [done, setDone] = useState<Done>();
  const back = useMutation({ mutationFn: ({ undo }: Done) => undo(), onSuccess: () => setDone(undefined) });
  const text = messages.item;
  return {
    offer: (what, undo) => {
      back.reset();
      setDone({ what, undo });
    },
    bar: done && (
      <>
        {back.error && <ErrorBar error={back.error} />}
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{done.what}</MessageBarTitle>
          </MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button
                appearance="transparent"
                icon={<Dismiss20Regular />}
                aria-label={messages.progress.dismiss}
                onClick={() => setDone(undefined)}
              />
            }
          >
            <Button
              size="small"
              icon={<ArrowUndo20Regular />}
              disabledFocusable={back.isPending}
              onClick={() => back.mutate(done)}
            >
              {text.undo}
            </Button>
          </MessageBarActions>
        </MessageBar>
      </>
    ),
  };
}
