import { Badge, Button } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Key24Regular } from '@fluentui/react-icons/svg/key';
import { useState } from 'react';
import type { TokenView } from '../../contract/index.ts';
import { useRevokeToken, useTokens } from '../api/access-queries.ts';
import { formatWhen } from '../dates.ts';
import { messages } from '../messages/messages.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { AccessItem, AccessList } from './access-list.tsx';
import { accessText } from './messages.ts';
import { NewTokenDialog } from './new-token-dialog.tsx';

/** The keys of programs: until when each holds, and when it was used last. */
export function TokensPart({ mayEdit }: { mayEdit: boolean }) {
  const tokens = useTokens();
  const revoke = useRevokeToken();
  const [making, setMaking] = useState(false);
  const add = mayEdit && (
    <Button icon={<Add20Regular />} onClick={() => setMaking(true)}>
      {accessText.newToken}
    </Button>
  );
  return (
    <Panel title={accessText.parts.tokens} aside={add} flush>
      {tokens.error && <ErrorBar error={tokens.error} onRetry={tokens.refetch} />}
      {revoke.error && <ErrorBar error={revoke.error} />}
      {tokens.isPending && <PageSkeleton />}
      {tokens.data?.items.length === 0 && (
        <EmptyState icon={<Key24Regular />} title={accessText.noTokens} body={accessText.noTokensBody} />
      )}
      <AccessList label={accessText.parts.tokens}>
        {tokens.data?.items.map((token) => {
          const ask = {
            button: accessText.endToken,
            title: accessText.endTokenTitle(token.name),
            body: accessText.endTokenBody,
            onConfirm: () => revoke.mutate(token.id),
          };
          return (
            <AccessItem
              key={token.id}
              title={token.name}
              note={describe(token, Date.now())}
              badge={
                <Badge appearance="tint" color={token.expired ? 'danger' : 'brand'}>
                  {token.expired ? accessText.expired : messages.frame.roles[token.role]}
                </Badge>
              }
              {...(mayEdit ? { ask } : {})}
            />
          );
        })}
      </AccessList>
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
    </Panel>
  );
}

function describe({ createdBy, expiresAt, lastUsedAt }: TokenView, now: number): string {
  const used = lastUsedAt ? accessText.used(formatWhen(lastUsedAt, now)) : accessText.neverUsed;
  return [accessText.holdsUntil(formatWhen(expiresAt, now)), used, accessText.madeBy(createdBy)].join(' · ');
}
