import { Button } from '@fluentui/react-components';
import { messages } from '../messages/messages.ts';
import { EmptyState } from './empty-state.tsx';

/** A way on instead of an empty page when a component throws, or a page's file cannot be loaded. */
export function PageCrash() {
  return (
    <EmptyState title={messages.errors.crashed} body={messages.errors.unexpected}>
      <Button appearance="primary" onClick={() => location.reload()}>
        {messages.errors.reload}
      </Button>
    </EmptyState>
  );
}
