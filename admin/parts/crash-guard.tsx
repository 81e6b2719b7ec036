import { Component, type ReactNode } from 'react';
import { PageCrash } from './page-crash.tsx';

/** Shows a way on instead of an empty window when a component throws. */
export class CrashGuard extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    return this.state.crashed ? <PageCrash /> : this.props.children;
  }
}
