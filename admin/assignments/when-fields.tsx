import { Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { ComposeType, When } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { assignmentText } from './messages.ts';

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', gap: tokens.spacingHorizontalM },
  checks: { display: 'flex', flexWrap: 'wrap' },
});

const composeTypes: readonly ComposeType[] = ['newMail', 'reply', 'forward'];

/** Kinds of mail, who reads it, and from which day to which. What else `when` says stays. */
export function WhenFields<Kind extends Pick<When, 'composeTypes' | 'recipients' | 'starts' | 'ends'>>(props: {
  when: Kind;
  onChange: (when: Kind) => void;
}) {
  const styles = useStyles();
  const { when } = props;
  const types = when.composeTypes ?? composeTypes;
  const edit = (change: Pick<When, 'composeTypes' | 'recipients' | 'starts' | 'ends'>) => {
    const entries = Object.entries({ ...when, ...change }).filter(([, value]) => value !== undefined && value !== '');
    props.onChange(Object.fromEntries(entries) as Kind);
  };
  return (
    <>
      <Field label={assignmentText.composeTypes}>
        <span className={styles.checks}>
          {composeTypes.map((type) => (
            <Checkbox
              key={type}
              label={messages.composeTypes[type]}
              checked={types.includes(type)}
              onChange={(_, { checked }) => {
                const next = composeTypes.filter((known) => (known === type ? checked : types.includes(known)));
                edit({ composeTypes: next.length === 0 || next.length === 3 ? undefined : next });
              }}
            />
          ))}
        </span>
      </Field>
      <div className={styles.row}>
        <Field label={assignmentText.recipients}>
          <Select
            value={when.recipients ?? ''}
            onChange={(_, { value }) =>
              edit({ recipients: value === 'internal' || value === 'external' ? value : undefined })
            }
          >
            <option value="">{assignmentText.anyone}</option>
            <option value="internal">{assignmentText.internal}</option>
            <option value="external">{assignmentText.external}</option>
          </Select>
        </Field>
        {(['starts', 'ends'] as const).map((end) => (
          <Field key={end} label={assignmentText[end]}>
            <Input
              type="date"
              value={when[end]?.slice(0, 10) ?? ''}
              onChange={(_, { value }) => edit({ [end]: value || undefined })}
            />
          </Field>
        ))}
      </div>
    </>
  );
}
