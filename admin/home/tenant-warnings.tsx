import { MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { TenantWarning } from '../../contract/index.ts';
import { formatLocal } from '../dates.ts';
import { ButtonLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';
import { homeText } from './messages.ts';

/** What should be seen to before it becomes a fault, such as a secret that expires. */
export function TenantWarnings({ warnings }: { warnings: readonly TenantWarning[] }) {
  return warnings.map(({ code, until }) => (
    <MessageBar key={code} intent={code === 'CREDENTIAL_EXPIRED' ? 'error' : 'warning'} layout="multiline">
      <MessageBarBody>{homeText.warnings[code](until ? formatLocal(until.slice(0, 10)) : '')}</MessageBarBody>
      <MessageBarActions>
        <ButtonLink size="small" to={pathTo.userData('connection')}>
          {homeText.connection}
        </ButtonLink>
      </MessageBarActions>
    </MessageBar>
  ));
}
