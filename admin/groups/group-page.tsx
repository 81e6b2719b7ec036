import { Avatar, Badge, Button, Caption1, makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components';
import { ArrowLeft16Regular } from '@fluentui/react-icons/svg/arrow-left';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { GroupView, PersonView } from '../../contract/index.ts';
import { useGroups } from '../api/group-queries.ts';
import { useSetGroups } from '../api/people-changes.ts';
import { usePeople } from '../api/people-queries.ts';
import { messages } from '../messages/messages.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PageLink, PlainLink } from '../parts/page-link.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { PersonPicker } from '../parts/person-picker.tsx';
import { useSettled } from '../parts/use-settled.ts';
import { pathTo } from '../paths.ts';
import { nameOf } from '../people/person-words.ts';
import { mayStart } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { isEveryone, useRulesFor } from './groups-page.tsx';
import { groupText } from './messages.ts';

const useStyles = makeStyles({
  back: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, width: 'fit-content' },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalL },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  link: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  why: { flexShrink: 0, whiteSpace: 'nowrap' },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** One group: the rules that fill it, its members, and why each is in. */
export function GroupPage() {
  const { id = '' } = useParams();
  const groups = useGroups();
  const styles = useStyles();
  const group = groups.data?.items.find((item) => item.id === id);
  return (
    <>
      <PageLink to={pathTo.groups()} className={styles.back}>
        <ArrowLeft16Regular /> {groupText.back}
      </PageLink>
      {groups.error && <ErrorBar error={groups.error} onRetry={groups.refetch} />}
      {groups.isPending && <PageSkeleton />}
      {groups.data && !group && <Text>{groupText.missing}</Text>}
      {group && <GroupContent key={id} group={group} />}
    </>
  );
}

function GroupContent({ group }: { group: GroupView }) {
  const rules = useRulesFor()(group.name);
  return (
    <>
      <PageHeading page={group.name} heading={group.name} note={messages.people(group.people)} />
      {!isEveryone(group) && (
        <Panel title={groupText.rules} aside={<PageLink to={pathTo.userData('rules')}>{groupText.toRules}</PageLink>}>
          {rules.length > 0 ? rules.join(', ') : groupText.noRules}
        </Panel>
      )}
      <Members group={group} />
    </>
  );
}

/** The groups that somebody was put into by hand. */
const byHand = (person: PersonView) => person.groups.filter((group) => group.byHand).map(({ name }) => name);

function Members({ group }: { group: GroupView }) {
  const styles = useStyles();
  const { session } = useSignedIn();
  const [query, setQuery] = useState('');
  const people = usePeople({ query: useSettled(query).trim(), state: '', group: group.id });
  const change = useSetGroups();
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const mayEdit = mayStart(session) && !isEveryone(group);
  const why = (person: PersonView) => {
    if (isEveryone(group)) return groupText.why.everyone;
    return person.groups.find(({ id }) => id === group.id)?.byHand ? groupText.why.hand : groupText.why.rule;
  };
  return (
    <Panel title={groupText.members}>
      <div className={styles.tools}>
        {mayEdit && (
          <PersonPicker
            label={groupText.add}
            person={undefined}
            onPick={(person) => change.mutate({ id: person.id, groups: [...byHand(person), group.name] })}
          />
        )}
        <SearchBox
          aria-label={groupText.search}
          placeholder={groupText.search}
          value={query}
          onChange={(_, { value }) => setQuery(value)}
        />
      </div>
      {(people.error ?? change.error) && <ErrorBar error={(people.error ?? change.error) as Error} />}
      {people.data && items.length === 0 && <Text>{groupText.empty}</Text>}
      <ul className={styles.list}>
        {items.map((person) => (
          <li key={person.id} className={styles.row}>
            <Avatar name={nameOf(person)} color="colorful" idForColor={person.id} aria-hidden />
            <span className={styles.words}>
              <PlainLink to={pathTo.person(person.id)} className={styles.link}>
                {nameOf(person)}
              </PlainLink>
              <Caption1 className={styles.muted}>{person.address}</Caption1>
            </span>
            <Badge
              className={styles.why}
              appearance="tint"
              color={why(person) === groupText.why.hand ? 'brand' : 'subtle'}
            >
              {why(person)}
            </Badge>
            {mayEdit && why(person) === groupText.why.hand && (
              <Button
                appearance="subtle"
                icon={<Dismiss20Regular />}
                aria-label={groupText.takeOut(nameOf(person))}
                onClick={() =>
                  change.mutate({ id: person.id, groups: byHand(person).filter((name) => name !== group.name) })
                }
              />
            )}
          </li>
        ))}
      </ul>
      {people.hasNextPage && (
        <Button disabledFocusable={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          {groupText.more}
        </Button>
      )}
    </Panel>
  );
}
