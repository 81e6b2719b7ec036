import { Caption1, Field, Input, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ImpactView } from '../../../contract/index.ts';
import { useImpact, useTemplateVerb } from '../../api/template-queries.ts';
import { messages } from '../../messages/messages.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { previewDocument } from '../../people/preview-document.ts';
import { templateText } from '../messages.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  sample: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    gap: tokens.spacingHorizontalS,
  },
  frame: {
    width: '100%',
    height: '120px',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    boxSizing: 'border-box',
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** Asks before publishing, with whose signatures change and some of them before and after. */
export function PublishDialog(props: {
  id: string;
  title: string;
  tag: string | undefined;
  open: boolean;
  onClose: () => void;
  onPublished: () => void;
}) {
  const styles = useStyles();
  const [note, setNote] = useState('');
  const impact = useImpact(props.id, props.open);
  const publish = useTemplateVerb(props.id);
  return (
    <ConfirmDialog
      open={props.open}
      title={templateText.publishTitle(props.title)}
      confirm={templateText.publishNow}
      blocked={publish.isPending}
      onClose={props.onClose}
      onConfirm={() =>
        publish.mutate(
          { verb: 'publish', body: note.trim() ? { note: note.trim() } : {}, tag: props.tag },
          { onSuccess: props.onPublished },
        )
      }
    >
      <div className={styles.form}>
        {publish.error && <ErrorBar error={publish.error} />}
        {impact.error && <ErrorBar error={impact.error} onRetry={impact.refetch} />}
        {impact.isFetching && <Spinner size="tiny" labelPosition="after" label={templateText.impactWorking} />}
        {impact.data && !impact.isFetching && <Impact impact={impact.data} />}
        <Field label={templateText.note}>
          <Input value={note} maxLength={500} onChange={(_, { value }) => setNote(value)} />
        </Field>
      </div>
    </ConfirmDialog>
  );
}

function Impact({ impact }: { impact: ImpactView }) {
  const styles = useStyles();
  if (impact.affected === 0) return <Text>{templateText.impactNobody}</Text>;
  return (
    <>
      <Text weight="semibold">{templateText.impact(impact.affected, impact.people)}</Text>
      {!impact.complete && <Caption1 className={styles.muted}>{templateText.impactPartly(impact.checked)}</Caption1>}
      {impact.samples.map(({ person, composeType, before, after }) => (
        <section key={`${person.id} ${composeType}`} aria-label={person.name}>
          <Caption1 className={styles.muted}>
            {person.name} · {messages.composeTypes[composeType]}
          </Caption1>
          <div className={styles.sample}>
            <Shown label={templateText.before} html={before} />
            <Shown label={templateText.after} html={after} />
          </div>
        </section>
      ))}
    </>
  );
}

function Shown({ label, html }: { label: string; html: string | null }) {
  const styles = useStyles();
  return (
    <span>
      <Caption1 block>{label}</Caption1>
      {html === null ? (
        templateText.noSignature
      ) : (
        <iframe
          className={styles.frame}
          sandbox=""
          title={label}
          srcDoc={previewDocument({ html, images: [], marker: '' }, 'light')}
        />
      )}
    </span>
  );
}
