import {
  Button,
  Caption1,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowLeft16Regular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { useState } from 'react';
import type { BulkAction, PersonView } from '../../../contract/index.ts';
import { useBulk, useFollowDirectory } from '../../api/people-changes.ts';
import { useStartRun } from '../../api/run-queries.ts';
import { formatFully, formatWhen } from '../../dates.ts';
import { messages } from '../../messages/messages.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { ReasonedButton } from '../../parts/reasoned-button.tsx';
import { pathTo } from '../../paths.ts';
import { isAdmin, mayStart, whyNotStart } from '../../runs/permission.ts';
import { useSignedIn } from '../../signed-in.ts';
import { listText } from '../messages.ts';
import { nameOf } from '../person-words.ts';
import { StateBadge } from '../state-badge.tsx';
import { personText } from './messages.ts';
import { PersonPhoto } from './person-photo.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  back: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, width: 'fit-content' },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalL, '> :last-child': { flexGrow: 1 } },
  note: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Who this is, in what state, and the verbs. */
export function PersonHead({ person, now }: { person: PersonView; now: number }) {
  const styles = useStyles();
  const { session } = useSignedIn();
  const text = messages.person;
  const name = nameOf(person);
  const { jobTitle, department } = person.fields;
  return (
    <div className={styles.root}>
      <PageLink to={pathTo.people()} className={styles.back}>
        <ArrowLeft16Regular /> {personText.back}
      </PageLink>
      <div className={styles.head}>
        <PersonPhoto person={person} />
        <PageHeading
          page={name}
          heading={name}
          note={
            <span className={styles.note}>
              {(jobTitle || department) && <Text>{[jobTitle, department].filter(Boolean).join(' · ')}</Text>}
              <span className={styles.line}>
                <StateBadge state={person.state} />
                <Caption1>
                  {messages.personKinds[person.kind]} ·{' '}
                  {person.source === 'directory' ? text.fromDirectory : text.byHand}
                </Caption1>
                <Caption1 title={formatFully(person.updatedAt)}>
                  {text.updated(formatWhen(person.updatedAt, now))}
                </Caption1>
              </span>
            </span>
          }
        >
          {mayStart(session) && <Actions person={person} name={name} />}
        </PageHeading>
      </div>
    </div>
  );
}

function Actions({ person, name }: { person: PersonView; name: string }) {
  const styles = useStyles();
  const { session, tenant } = useSignedIn();
  const bulk = useBulk();
  const start = useStartRun();
  const follow = useFollowDirectory(person.id);
  const [asking, setAsking] = useState<'end' | 'remove'>();
  const run = (action: BulkAction) => bulk.mutate({ action, on: { ids: [person.id] } });
  const error = bulk.error ?? start.error ?? follow.error;
  const fromDirectory = person.source === 'directory';
  return (
    <>
      <div className={styles.actions}>
        {fromDirectory && person.state === 'active' && (
          <ReasonedButton
            icon={<ArrowSync20Regular />}
            whyNot={person.address ? whyNotStart(session, tenant, false) : messages.person.noAddress}
            busy={start.isPending}
            onClick={() => start.mutate({ preview: false, person: person.address })}
          >
            {personText.syncNow}
          </ReasonedButton>
        )}
        {person.state === 'active' && <Button onClick={() => run('pause')}>{listText.actions.pause}</Button>}
        {person.state === 'paused' && (
          <Button appearance="primary" onClick={() => run('resume')}>
            {listText.actions.resume}
          </Button>
        )}
        {person.state === 'removed' && (
          <Button appearance="primary" onClick={() => run('restore')}>
            {listText.actions.restore}
          </Button>
        )}
        {person.endedAt && <Button onClick={() => follow.mutate(undefined)}>{personText.followAll}</Button>}
        {isAdmin(session) && person.state !== 'removed' && (
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <Button icon={<MoreHorizontal20Regular />} aria-label={listText.more} />
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                {fromDirectory && !person.endedAt && (
                  <MenuItem onClick={() => setAsking('end')}>{listText.actions.end}</MenuItem>
                )}
                <MenuItem onClick={() => setAsking('remove')}>{listText.actions.remove}</MenuItem>
              </MenuList>
            </MenuPopover>
          </Menu>
        )}
      </div>
      {error && <ErrorBar error={error} />}
      <ConfirmDialog
        open={asking !== undefined}
        title={listText.confirmTitle(asking ?? 'end', name)}
        confirm={listText.actions[asking ?? 'end']}
        onClose={() => setAsking(undefined)}
        onConfirm={() => {
          if (asking) run(asking);
          setAsking(undefined);
        }}
      >
        {listText.confirmBody[asking ?? 'end']}
      </ConfirmDialog>
    </>
  );
}
