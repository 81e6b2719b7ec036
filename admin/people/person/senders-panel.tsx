import { Button, Caption1, Field, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import type { GrantView, PersonView } from '../../../contract/index.ts';
import { useGroups } from '../../api/group-queries.ts';
import { useChangeGrant } from '../../api/people-changes.ts';
import { useGrants } from '../../api/people-queries.ts';
import { formatWhen } from '../../dates.ts';
import { messages } from '../../messages/messages.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PersonPicker } from '../../parts/person-picker.tsx';
import { mayStart } from '../../runs/permission.ts';
import { useSignedIn } from '../../signed-in.ts';
import { personText } from './messages.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalSNudge} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  words: { flexGrow: 1, display: 'flex', flexDirection: 'column', minWidth: 0 },
  muted: { color: tokens.colorNeutralForeground2 },
  add: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: tokens.spacingHorizontalL },
});

const wordsOf = ({ to }: GrantView) => (to.kind === 'group' ? personText.everyoneIn(to.name) : to.name);

/** Who may send as a shared mailbox: persons, or everyone in a group. */
export function SendersPanel({ mailbox, now }: { mailbox: PersonView; now: number }) {
  const styles = useStyles();
  const { session } = useSignedIn();
  const mayEdit = mayStart(session);
  const grants = useGrants(mailbox.id);
  const groups = useGroups();
  const change = useChangeGrant(mailbox.id);
  const items = grants.data?.items ?? [];
  return (
    <Panel title={personText.senders}>
      <Caption1 className={styles.muted}>{personText.sendersHint}</Caption1>
      {(grants.error ?? change.error) && <ErrorBar error={(grants.error ?? change.error) as Error} />}
      {grants.data && items.length === 0 && <Text>{personText.noSenders}</Text>}
      <ul className={styles.list}>
        {items.map((grant) => (
          <li key={grant.id} className={styles.item}>
            <span className={styles.words}>
              <Text>{wordsOf(grant)}</Text>
              <Caption1 className={styles.muted}>
                {personText.grantedBy(grant.grantedBy, formatWhen(grant.grantedAt, now))}
              </Caption1>
            </span>
            {mayEdit && (
              <Button
                appearance="subtle"
                icon={<Delete20Regular />}
                aria-label={messages.picker.remove(wordsOf(grant))}
                onClick={() =>
                  change.mutate({
                    verb: 'revoke',
                    to: grant.to.kind === 'group' ? { group: grant.to.name } : { address: grant.to.address ?? '' },
                  })
                }
              />
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <div className={styles.add}>
          <PersonPicker
            label={personText.addPerson}
            person={undefined}
            onPick={({ address }) => address && change.mutate({ verb: 'grant', to: { address } })}
          />
          <Field label={personText.addGroup}>
            <Select
              value=""
              onChange={(_, { value }) => value && change.mutate({ verb: 'grant', to: { group: value } })}
            >
              <option value="">{personText.groupHint}</option>
              {groups.data?.items.map(({ id, name }) => (
                <option key={id} value={name}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
    </Panel>
  );
}
