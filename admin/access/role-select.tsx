import { Field, Select } from '@fluentui/react-components';
import { type Role, roles } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { accessText } from './messages.ts';

/** Chooses a role, with what it may do. */
export function RoleSelect({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  return (
    <Field label={accessText.role} hint={accessText.may[role]}>
      <Select value={role} onChange={(_, { value }) => onChange(roles.find((known) => known === value) ?? role)}>
        {roles.map((known) => (
          <option key={known} value={known}>
            {messages.frame.roles[known]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
