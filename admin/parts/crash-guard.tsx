import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { messages } from '../messages.ts';
import { EmptyState } from './empty-state.tsx';

/** Shows a way on instead of an empty window when a component throws. */
export class CrashGuard extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <EmptyState title={messages.errors.crashed} body={messages.errors.unexpected}>
        <Button appearance="primary" onClick={() => location.reload()}>
          {messages.errors.reload}
        </Button>
      </EmptyState>
    );
  }
}
