import { Checkbox, Field, Select } from '@fluentui/react-components';
import type { ComposeType, When } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { CheckGroup } from '../parts/check-group.tsx';
import { audienceText } from './messages.ts';
import { PeriodFields } from './period-fields.tsx';

const composeTypes: readonly ComposeType[] = ['newMail', 'reply', 'forward'];

/** What assignments and campaigns both say of when. */
type Shared = Omit<When, 'from' | 'languages'>;

/** The same `when` with something changed; what became empty is left out. */
export function withChange<Kind extends Shared>(when: Kind, change: Partial<Kind>): Kind {
  const entries = Object.entries({ ...when, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Kind;
}

/** Kinds of mail, who reads it, and from when to when. What else `when` says stays. */
export function WhenFields<Kind extends Shared>(props: {
  when: Kind;
  timeZone: string;
  onChange: (when: Kind) => void;
}) {
  const { when } = props;
  const types = when.composeTypes ?? composeTypes;
  const edit = (change: Shared) => props.onChange(withChange<Shared>(when, change) as Kind);
  return (
    <>
      <CheckGroup label={audienceText.composeTypes}>
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
      </CheckGroup>
      <Field label={audienceText.recipients}>
        <Select
          value={when.recipients ?? ''}
          onChange={(_, { value }) =>
            edit({ recipients: value === 'internal' || value === 'external' ? value : undefined })
          }
        >
          <option value="">{audienceText.anyone}</option>
          <option value="internal">{audienceText.internal}</option>
          <option value="external">{audienceText.external}</option>
        </Select>
      </Field>
      <PeriodFields period={when} timeZone={props.timeZone} onChange={edit} />
    </>
  );
}
