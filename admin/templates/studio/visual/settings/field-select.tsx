import { Field, Select } from '@fluentui/react-components';
import { fieldOrder } from '../../../../people/person-words.ts';
import { fieldWord } from '../words.ts';

const extensions = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`);

/** The fields that a template can show. */
export function templateFields(): string[] {
  return [...new Set(['name', 'senderMail', ...fieldOrder(), ...extensions])];
}

/** Chooses a field of a person; `none` is what choosing nothing is called. */
export function FieldSelect(props: { label: string; value: string; none?: string; onChange: (field: string) => void }) {
  const fields = templateFields();
  const all = props.value === '' || fields.includes(props.value) ? fields : [props.value, ...fields];
  return (
    <Field label={props.label} size="small">
      <Select size="small" value={props.value} onChange={(_, { value }) => props.onChange(value)}>
        {props.none !== undefined && <option value="">{props.none}</option>}
        {all.map((field) => (
          <option key={field} value={field}>
            {fieldWord(field)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
