import { Button, Field, Input, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { Copy20Regular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import type { Role } from '../../contract/index.ts';
import { useCreateToken } from '../api/access-queries.ts';
import { CommandLine } from '../parts/command-line.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { accessText } from './messages.ts';
import { RoleSelect } from './role-select.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, alignItems: 'stretch' },
  copy: { alignSelf: 'flex-start' },
});

const lives = ['30d', '90d', '1y', '2y'] as const;

/** Makes a token and shows it this once, so that it can be copied. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const create = useCreateToken();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('auditor');
  const [expires, setExpires] = useState<string>('90d');
  if (create.data) return <Made token={create.data.token} onClose={onClose} />;
  return (
    <ConfirmDialog
      open
      title={accessText.newToken}
      confirm={accessText.makeToken}
      blocked={name.trim() === '' || create.isPending}
      onClose={onClose}
      onConfirm={() => create.mutate({ name: name.trim(), role, expires })}
    >
      <div className={styles.form}>
        {create.error && <ErrorBar error={create.error} />}
        <Field label={accessText.tokenName} hint={accessText.tokenNameHint} required>
          <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
        </Field>
        <RoleSelect role={role} onChange={setRole} />
        <Field label={accessText.life}>
          <Select value={expires} onChange={(_, { value }) => setExpires(value)}>
            {lives.map((life) => (
              <option key={life} value={life}>
                {accessText.lives[life]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </ConfirmDialog>
  );
}

/** The token, shown once. */
function Made({ token, onClose }: { token: string; onClose: () => void }) {
  const styles = useStyles();
  const [copied, setCopied] = useState(false);
  // browsers offer the clipboard over https and on localhost only; elsewhere the token is there to be selected
  const clipboard: Clipboard | undefined = navigator.clipboard;
  return (
    <ConfirmDialog open title={accessText.madeTitle} confirm={accessText.kept} onClose={onClose} onConfirm={onClose}>
      <div className={styles.form}>
        <Text>{accessText.madeBody}</Text>
        <CommandLine command={token} />
        {clipboard && (
          <Button
            className={styles.copy}
            icon={<Copy20Regular />}
            onClick={() => void clipboard.writeText(token).then(() => setCopied(true))}
          >
            {accessText.copy}
          </Button>
        )}
        <span role="status">{copied && accessText.copied}</span>
      </div>
    </ConfirmDialog>
  );
}
