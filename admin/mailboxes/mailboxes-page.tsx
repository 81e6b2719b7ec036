import { Avatar, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { MailInbox24Regular } from '@fluentui/react-icons/svg/mail-inbox';
import type { PersonView } from '../../contract/index.ts';
import { useGrants, usePeople } from '../api/people-queries.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PlainLink } from '../parts/page-link.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { pathTo } from '../paths.ts';
import { nameOf } from '../people/person-words.ts';
import { mailboxText } from './messages.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '36px minmax(0, 2fr) minmax(0, 3fr)',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 640px)': { gridTemplateColumns: '36px minmax(0, 1fr)', '> :last-child': { gridColumn: '2' } },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  link: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** The shared mailboxes, and who may send as each. */
export function MailboxesPage() {
  const styles = useStyles();
  const mailboxes = usePeople({ query: '', state: '', group: '', kind: 'sharedMailbox' });
  const items = mailboxes.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeading page={mailboxText.page} heading={mailboxText.page} note={mailboxText.lead} />
      {mailboxes.error && <ErrorBar error={mailboxes.error} onRetry={mailboxes.refetch} />}
      {mailboxes.isPending && <PageSkeleton />}
      {mailboxes.data && items.length === 0 && (
        <EmptyState icon={<MailInbox24Regular />} title={mailboxText.emptyTitle} body={mailboxText.emptyBody} />
      )}
      {items.length > 0 && (
        <Panel title={mailboxText.page} flush>
          <ul className={styles.list}>
            {items.map((mailbox) => (
              <li key={mailbox.id} className={styles.row}>
                <Avatar name={nameOf(mailbox)} shape="square" color="colorful" idForColor={mailbox.id} aria-hidden />
                <span className={styles.words}>
                  <PlainLink to={pathTo.person(mailbox.id)} className={styles.link}>
                    {nameOf(mailbox)}
                  </PlainLink>
                  <Caption1 className={styles.muted}>{mailbox.address}</Caption1>
                </span>
                <Senders mailbox={mailbox} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function Senders({ mailbox }: { mailbox: PersonView }) {
  const styles = useStyles();
  const grants = useGrants(mailbox.id);
  if (!grants.data) return <span />;
  const names = grants.data.items.map(({ to }) => (to.kind === 'group' ? mailboxText.everyoneIn(to.name) : to.name));
  return <Caption1 className={styles.muted}>{names.join(', ') || mailboxText.nobody}</Caption1>;
}
