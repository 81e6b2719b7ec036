import { Button, Field, Input, makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DisconnectPreview } from '../../../contract/index.ts';
import { change, get } from '../../api/call.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSignedIn } from '../../signed-in.ts';
import { dataText } from '../messages.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
});

/** Ends the connection: keep the people, or delete them, with the counts of both. */
export function Disconnect() {
  const styles = useStyles();
  const text = dataText.connection;
  const { tenant } = useSignedIn();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [people, setPeople] = useState<'keep' | 'delete'>('keep');
  const [typed, setTyped] = useState('');
  const preview = useQuery({
    queryKey: ['disconnect', tenant.id],
    queryFn: ({ signal }) => get<DisconnectPreview>(`/tenants/${tenant.id}/disconnect-preview`, { signal }),
    enabled: open,
    staleTime: 0,
  });
  const end = useMutation({
    mutationFn: () => change('DELETE', `/tenants/${tenant.id}`, { query: { people } }),
    onSuccess: () => client.invalidateQueries(),
  });
  const { data } = preview;
  return (
    <Panel title={text.disconnectTitle}>
      <Text className={styles.muted}>{text.disconnectHint}</Text>
      {end.error && <ErrorBar error={end.error} />}
      <div>
        <Button onClick={() => setOpen(true)}>{text.disconnect}</Button>
      </div>
      <ConfirmDialog
        open={open}
        title={text.disconnectAsk(tenant.name)}
        confirm={text.disconnectNow}
        blocked={!data || end.isPending || typed.trim() !== tenant.name}
        onClose={() => setOpen(false)}
        onConfirm={() => {
          setOpen(false);
          end.mutate();
        }}
      >
        <div className={styles.form}>
          {preview.error && <ErrorBar error={preview.error} onRetry={preview.refetch} />}
          {data && (
            <RadioGroup
              aria-label={text.disconnectHint}
              value={people}
              onChange={(_, { value }) => setPeople(value === 'delete' ? 'delete' : 'keep')}
            >
              <Radio value="keep" label={`${text.keep(data.people)}. ${text.keepHint}`} />
              <Radio value="delete" label={`${text.remove(data.people)}. ${text.removeHint}`} />
            </RadioGroup>
          )}
          {data && data.removed > 0 && people === 'delete' && <Text>{text.removedToo(data.removed)}</Text>}
          <Field label={text.typeName(tenant.name)}>
            <Input value={typed} onChange={(_, { value }) => setTyped(value)} autoComplete="off" />
          </Field>
        </div>
      </ConfirmDialog>
    </Panel>
  );
}
