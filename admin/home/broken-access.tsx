import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { SessionView, TenantView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { isAdmin } from '../runs/permission.ts';

type Broken = Extract<TenantView['access'], { state: 'broken' }>;

/** Says that Microsoft 365 no longer lets Signet in, why, and how to repair it. */
export function BrokenAccess({ access, session }: { access: Broken; session: SessionView }) {
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{messages.tenant.brokenTitle}</MessageBarTitle> {access.message} ({access.code})
      </MessageBarBody>
      {isAdmin(session) && (
        <MessageBarActions>
          <Button as="a" href="/connect" size="small">
            {messages.tenant.connectAgain}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
