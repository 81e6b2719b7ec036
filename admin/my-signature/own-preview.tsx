import { Body1, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ComposeType, ProfileAnswer, Recipients, SignaturesAnswer } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { SignatureView } from '../people/signature-preview.tsx';
import { ownText } from './messages.ts';
import { OwnChoice } from './own-choice.tsx';

const composeTypes: readonly ComposeType[] = ['newMail', 'reply', 'forward'];

const useStyles = makeStyles({
  choosers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
});

/** What each address signs with, by kind of message, and by who reads it where that matters; and the choice, where there is one. */
export function OwnPreview(props: {
  profile: ProfileAnswer;
  signatures: SignaturesAnswer;
  composeType: ComposeType;
  onComposeType: (composeType: ComposeType) => void;
}) {
  const styles = useStyles();
  const { profile, signatures, composeType, onComposeType } = props;
  const senders = [...new Set(signatures.signatures.map(({ from }) => from))];
  const [chosen, setChosen] = useState<string>();
  const from = chosen ?? profile.address ?? senders[0] ?? '';
  const [recipients, setRecipients] = useState<Recipients>('external');
  const entries = signatures.signatures.filter((entry) => entry.from === from && entry.composeType === composeType);
  const entry = entries.find((one) => one.recipients === recipients) ?? entries[0];
  return (
    <>
      <div className={styles.choosers}>
        {senders.length > 1 && (
          <Field label={ownText.address}>
            <Select value={from} onChange={(_, { value }) => setChosen(value)}>
              {senders.map((sender) => (
                <option key={sender}>{sender}</option>
              ))}
            </Select>
          </Field>
        )}
        <Field label={ownText.kind}>
          <Select value={composeType} onChange={(_, { value }) => onComposeType(value as ComposeType)}>
            {composeTypes.map((type) => (
              <option key={type} value={type}>
                {messages.composeTypes[type]}
              </option>
            ))}
          </Select>
        </Field>
        {entries.length > 1 && (
          <Field label={ownText.readers}>
            <Select value={recipients} onChange={(_, { value }) => setRecipients(value as Recipients)}>
              <option value="external">{ownText.recipients.external}</option>
              <option value="internal">{ownText.recipients.internal}</option>
            </Select>
          </Field>
        )}
        <OwnChoice profile={profile} composeType={composeType} />
      </div>
      {entry?.answer ? <SignatureView answer={entry.answer} /> : <Body1>{ownText.nothing}</Body1>}
    </>
  );
}
