import { Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useCreateTemplate, useStarters } from '../api/template-queries.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { pathTo } from '../paths.ts';
import { templateText } from './messages.ts';

const useStyles = makeStyles({ form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM } });

/** Names a new template and chooses what it starts from; then the studio opens. */
export function NewTemplateDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const styles = useStyles();
  const navigate = useNavigate();
  const create = useCreateTemplate();
  const starters = useStarters(open);
  const [title, setTitle] = useState('');
  const [starter, setStarter] = useState('');
  return (
    <ConfirmDialog
      open={open}
      title={templateText.newTitle}
      confirm={templateText.make}
      blocked={title.trim() === '' || create.isPending}
      onClose={onClose}
      onConfirm={() =>
        create.mutate(
          { title: title.trim(), ...(starter ? { starter } : {}) },
          {
            onSuccess: ({ id }) => {
              onClose();
              void navigate(pathTo.template(id));
            },
          },
        )
      }
    >
      <div className={styles.form}>
        {create.error && <ErrorBar error={create.error} />}
        <Field label={templateText.name} required>
          <Input value={title} maxLength={200} onChange={(_, { value }) => setTitle(value)} />
        </Field>
        <Field label={templateText.startFrom}>
          <Select value={starter} onChange={(_, { value }) => setStarter(value)}>
            <option value="">{templateText.blank}</option>
            {starters.data?.items.map(({ id, title: name, description }) => (
              <option key={id} value={id}>
                {description ? `${name}: ${description}` : name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </ConfirmDialog>
  );
}
