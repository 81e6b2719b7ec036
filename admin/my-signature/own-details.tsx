import {
  Body1,
  Button,
  Caption1,
  Field,
  Input,
  Link,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { OwnField } from '../../contract/index.ts';
import { useChangeOwnProfile } from '../api/own-queries.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { UnsavedGuard } from '../parts/unsaved-guard.tsx';
import { labelOf } from '../people/person-words.ts';
import { ownText } from './messages.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  hint: { color: tokens.colorNeutralForeground2 },
  byHand: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM },
  follow: { fontSize: 'inherit' },
});

/** The fields that people may edit themselves. What was not typed into is not sent, so that it goes on following Microsoft 365. */
export function OwnDetails({ fields }: { fields: OwnField[] }) {
  const styles = useStyles();
  const change = useChangeOwnProfile();
  const [typed, setTyped] = useState<Record<string, string>>({});
  if (fields.length === 0) return <Body1>{ownText.noDetails}</Body1>;

  const edited = Object.fromEntries(
    fields.flatMap(({ name, value }) => {
      const text = typed[name];
      return text === undefined || text === value ? [] : [[name, text]];
    }),
  );
  const dirty = Object.keys(edited).length > 0;
  const send = (wanted: Record<string, string | null>) =>
    change.mutate(
      { fields: wanted },
      {
        // What was typed while it was being saved stays.
        onSuccess: () =>
          setTyped((before) =>
            Object.fromEntries(
              Object.entries(before).filter(([name, text]) => !(name in wanted) || text !== (wanted[name] ?? text)),
            ),
          ),
      },
    );
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (dirty && !change.isPending) send(edited);
  };
  return (
    <form className={styles.form} onSubmit={save} aria-label={ownText.details}>
      <UnsavedGuard dirty={dirty} />
      <Caption1 className={styles.hint}>{ownText.detailsHint}</Caption1>
      {fields.map(({ name, value, byHand }) => (
        <Field
          key={name}
          label={labelOf(name)}
          hint={
            byHand
              ? {
                  children: (
                    <span className={styles.byHand}>
                      {ownText.byHand}
                      <Link
                        as="button"
                        type="button"
                        inline
                        className={styles.follow}
                        aria-label={ownText.followField(labelOf(name))}
                        onClick={() => send({ [name]: null })}
                      >
                        {ownText.follow}
                      </Link>
                    </span>
                  ),
                }
              : undefined
          }
        >
          <Input
            value={typed[name] ?? value}
            maxLength={1000}
            onChange={(_, { value: text }) => setTyped((before) => ({ ...before, [name]: text }))}
          />
        </Field>
      ))}
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={!dirty || change.isPending}>
          {ownText.save}
        </Button>
      </div>
      {change.error && <ErrorBar error={change.error} />}
      {change.isSuccess && !dirty && (
        <MessageBar intent="success">
          <MessageBarBody>{ownText.detailsSaved}</MessageBarBody>
        </MessageBar>
      )}
    </form>
  );
}
