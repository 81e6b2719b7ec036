import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { useParams } from 'react-router';
import type { PersonView } from '../../../contract/index.ts';
import { usePersonVersion } from '../../api/people-queries.ts';
import { formatWhen } from '../../dates.ts';
import { DeliveriesPanel } from '../../delivery/deliveries-panel.tsx';
import { messages } from '../../messages/messages.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { GroupLinks } from '../group-links.tsx';
import { SignaturePanel } from '../signature-panel.tsx';
import { AddressList } from './address-list.tsx';
import { FieldsPanel } from './fields-panel.tsx';
import { personText } from './messages.ts';
import { PersonHead } from './person-head.tsx';
import { PersonHistory } from './person-history.tsx';
import { SendersPanel } from './senders-panel.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 7fr) minmax(0, 6fr)',
    gap: tokens.spacingHorizontalXL,
    alignItems: 'start',
    '@media (max-width: 1080px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL, minWidth: 0 },
});

/** Everything about one person, and what can be done. */
export function PersonPage() {
  const { id = '' } = useParams();
  const person = usePersonVersion(id);
  if (person.error && !person.data) return <ErrorBar error={person.error} onRetry={person.refetch} />;
  if (!person.data) return <PageSkeleton />;
  return <PersonContent key={id} person={person.data.data} tag={person.data.tag} now={person.dataUpdatedAt} />;
}

function PersonContent({ person, tag, now }: { person: PersonView; tag: string | undefined; now: number }) {
  const styles = useStyles();
  const text = messages.person;
  return (
    <>
      <PersonHead person={person} now={now} />
      <Standing person={person} now={now} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <FieldsPanel person={person} tag={tag} />
          <Panel title={text.addresses}>
            <AddressList person={person} now={now} />
          </Panel>
          <Panel title={text.groups}>
            {person.groups.length > 0 ? <GroupLinks groups={person.groups} /> : text.noGroups}
          </Panel>
        </div>
        <div className={styles.column}>
          <Panel title={text.signature}>
            {person.addresses.length > 0 ? <SignaturePanel person={person} /> : text.noAddress}
          </Panel>
          {person.kind === 'sharedMailbox' && <SendersPanel mailbox={person} now={now} />}
          <DeliveriesPanel personId={person.id} now={now} />
          <PersonHistory id={person.id} now={now} />
        </div>
      </div>
    </>
  );
}

/** What is out of the ordinary about a person. */
function Standing({ person, now }: { person: PersonView; now: number }) {
  const { removed, endedAt, state } = person;
  const notes = [
    state === 'paused' ? personText.pausedNote : undefined,
    removed ? personText.removedNote(formatWhen(removed.at, now), removed.reason ?? '') : undefined,
    endedAt ? personText.endedNote(formatWhen(endedAt, now)) : undefined,
  ].filter((note) => note !== undefined);
  return notes.map((note) => (
    <MessageBar key={note} intent="warning" layout="multiline">
      <MessageBarBody>{note}</MessageBarBody>
    </MessageBar>
  ));
}
