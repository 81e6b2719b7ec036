import { Field, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ComposeType, PersonView } from '../../contract/index.ts';
import { useExplanation } from '../api/assignment-queries.ts';
import { messages } from '../messages/messages.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PersonPicker } from '../parts/person-picker.tsx';
import { ExplainTrail } from './explain-trail.tsx';
import { assignmentText } from './messages.ts';

const useStyles = makeStyles({
  fields: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL, alignItems: 'flex-start' },
  muted: { color: tokens.colorNeutralForeground2 },
});

const composeTypes: readonly ComposeType[] = ['newMail', 'reply', 'forward'];

/** Why somebody gets what they get: every assignment in order, with the reason. */
export function ExplainBox({ titleOf }: { titleOf: (id: string | null) => string }) {
  const styles = useStyles();
  const [person, setPerson] = useState<PersonView>();
  const [from, setFrom] = useState<string>();
  const [composeType, setComposeType] = useState<ComposeType>('newMail');
  const explained = useExplanation(person?.id, from, composeType);
  return (
    <>
      <Text className={styles.muted}>{assignmentText.explainLead}</Text>
      <div className={styles.fields}>
        <PersonPicker
          person={person}
          onPick={(picked) => {
            setPerson(picked);
            setFrom(picked.address);
          }}
        />
        {person && person.addresses.length > 1 && (
          <Field label={messages.person.from}>
            <Select value={from ?? ''} onChange={(_, { value }) => setFrom(value)}>
              {person.addresses.map((address) => (
                <option key={address}>{address}</option>
              ))}
            </Select>
          </Field>
        )}
        <Field label={messages.person.composeType}>
          <Select
            value={composeType}
            onChange={(_, { value }) => setComposeType(composeTypes.find((known) => known === value) ?? 'newMail')}
          >
            {composeTypes.map((known) => (
              <option key={known} value={known}>
                {messages.composeTypes[known]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {explained.error && <ErrorBar error={explained.error} onRetry={explained.refetch} />}
      {explained.data && <ExplainTrail explanation={explained.data} titleOf={titleOf} />}
    </>
  );
}
