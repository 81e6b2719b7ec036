import { Field, makeStyles, Select, Tab, TabList, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { ComposeType, PersonView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { SignaturePreview } from './signature-preview.tsx';
import { WhyThisOne } from './why-this-one.tsx';

const composeTypes: readonly ComposeType[] = ['newMail', 'reply', 'forward'];

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  tabs: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

/** The signature of a person, by sender address and compose type. */
export function SignaturePanel({ person }: { person: PersonView }) {
  const styles = useStyles();
  const tabsId = useId();
  const [from, setFrom] = useState(person.address ?? person.addresses[0] ?? '');
  const [composeType, setComposeType] = useState<ComposeType>('newMail');
  return (
    <div className={styles.root}>
      {person.addresses.length > 1 && (
        <Field label={messages.person.from}>
          <Select value={from} onChange={(_, { value }) => setFrom(value)}>
            {person.addresses.map((address) => (
              <option key={address}>{address}</option>
            ))}
          </Select>
        </Field>
      )}
      <TabList
        className={styles.tabs}
        size="small"
        aria-label={messages.person.composeType}
        selectedValue={composeType}
        onTabSelect={(_, { value }) => setComposeType(composeTypes.find((known) => known === value) ?? 'newMail')}
      >
        {composeTypes.map((known) => (
          <Tab key={known} value={known} id={`${tabsId}-${known}`}>
            {messages.composeTypes[known]}
          </Tab>
        ))}
      </TabList>
      <div className={styles.root} role="tabpanel" aria-labelledby={`${tabsId}-${composeType}`}>
        <SignaturePreview person={person} from={from} composeType={composeType} />
        <WhyThisOne person={person.id} from={from} composeType={composeType} />
      </div>
    </div>
  );
}
