import { Avatar, Body1, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { formatFully, formatWhen } from '../dates.ts';
import { messages } from '../messages.ts';
import { AddressList } from './address-list.tsx';
import { DetailSection } from './detail-section.tsx';
import { FieldList } from './field-list.tsx';
import { GroupLinks } from './group-links.tsx';
import { nameOf } from './person-words.ts';
import { SignaturePanel } from './signature-panel.tsx';
import { StateBadge } from './state-badge.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL },
  head: { display: 'flex', gap: tokens.spacingHorizontalL, alignItems: 'center' },
  words: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** Everything about one person: who, the signature, fields, addresses, groups. */
export function PersonDetails({ person, now }: { person: PersonView; now: number }) {
  const styles = useStyles();
  const text = messages.person;
  const { jobTitle, department } = person.fields;
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <Avatar name={nameOf(person)} size={56} color="colorful" idForColor={person.id} aria-hidden />
        <div className={styles.words}>
          <Text>{[jobTitle, department].filter(Boolean).join(' · ')}</Text>
          <span className={styles.line}>
            <StateBadge state={person.state} />
            <Caption1 className={styles.muted}>
              {messages.personKinds[person.kind]} · {person.source === 'directory' ? text.fromDirectory : text.byHand}
            </Caption1>
          </span>
          <Caption1 className={styles.muted} title={formatFully(person.updatedAt)}>
            {text.updated(formatWhen(person.updatedAt, now))}
          </Caption1>
        </div>
      </div>
      <DetailSection title={text.signature}>
        {person.addresses.length > 0 ? <SignaturePanel person={person} /> : <Body1>{text.noAddress}</Body1>}
      </DetailSection>
      <DetailSection title={text.fields}>
        <FieldList person={person} />
      </DetailSection>
      <DetailSection title={text.addresses}>
        <AddressList person={person} />
      </DetailSection>
      <DetailSection title={text.groups}>
        {person.groups.length > 0 ? <GroupLinks groups={person.groups} /> : <Body1>{text.noGroups}</Body1>}
      </DetailSection>
    </div>
  );
}
