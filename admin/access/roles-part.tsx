import { Badge, Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { PersonView, Role } from '../../contract/index.ts';
import { useGrantRole, useRevokeRole, useRoles } from '../api/access-queries.ts';
import { formatWhen } from '../dates.ts';
import { messages } from '../messages/messages.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { PersonPicker } from '../parts/person-picker.tsx';
import { AccessItem, AccessList } from './access-list.tsx';
import { accessText } from './messages.ts';
import { RoleSelect } from './role-select.tsx';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
});

/** Who has which role. The server lets nobody take the last admin's. */
export function RolesPart({ mayEdit }: { mayEdit: boolean }) {
  const styles = useStyles();
  const grants = useRoles();
  const revoke = useRevokeRole();
  return (
    <>
      <Panel title={accessText.parts.roles} flush>
        <Caption1 className={styles.muted}>{accessText.rolesNote}</Caption1>
        {grants.error && <ErrorBar error={grants.error} onRetry={grants.refetch} />}
        {revoke.error && <ErrorBar error={revoke.error} />}
        {grants.isPending && <PageSkeleton />}
        {grants.data?.items.length === 0 && <Text>{accessText.noRoles}</Text>}
        <AccessList label={accessText.parts.roles}>
          {grants.data?.items.map(({ id, address, role, grantedAt }) => {
            const name = messages.frame.roles[role];
            const ask = {
              button: accessText.takeBack,
              title: accessText.takeBackTitle(name, address),
              body: accessText.takeBackBody,
              onConfirm: () => revoke.mutate(id),
            };
            return (
              <AccessItem
                key={id}
                title={address}
                note={accessText.since(formatWhen(grantedAt, Date.now()))}
                badge={<Badge appearance="tint">{name}</Badge>}
                {...(mayEdit ? { ask } : {})}
              />
            );
          })}
        </AccessList>
      </Panel>
      {mayEdit && <GrantPanel />}
    </>
  );
}

function GrantPanel() {
  const styles = useStyles();
  const grant = useGrantRole();
  const [person, setPerson] = useState<PersonView>();
  const [role, setRole] = useState<Role>('editor');
  const address = person?.address;
  return (
    <Panel title={accessText.grantTitle}>
      {grant.error && <ErrorBar error={grant.error} />}
      <div className={styles.fields}>
        <PersonPicker person={person} onPick={setPerson} />
        <RoleSelect role={role} onChange={setRole} />
      </div>
      <div>
        <Button
          appearance="primary"
          disabledFocusable={address === undefined || grant.isPending}
          onClick={() =>
            address !== undefined && grant.mutate({ address, role }, { onSuccess: () => setPerson(undefined) })
          }
        >
          {accessText.grant}
        </Button>
      </div>
    </Panel>
  );
}
