import { makeStyles, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { ComposeType } from '../../contract/index.ts';
import { useExplanation } from '../api/assignment-queries.ts';
import { useTemplates } from '../api/template-queries.ts';
import { ExplainTrail } from '../assignments/explain-trail.tsx';
import { assignmentText } from '../assignments/messages.ts';
import { messages } from '../messages/messages.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { personText } from './person/messages.ts';

const useStyles = makeStyles({ summary: { cursor: 'pointer', width: 'fit-content' } });

/** Why this signature and no other: asked when it is opened. */
export function WhyThisOne(props: { person: string; from: string; composeType: ComposeType }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>{personText.why}</summary>
      {open && <Why {...props} />}
    </details>
  );
}

function Why({ person, from, composeType }: { person: string; from: string; composeType: ComposeType }) {
  const explained = useExplanation(person, from, composeType);
  const templates = useTemplates(false);
  const titleOf = (id: string | null) =>
    id === null ? assignmentText.none : (templates.data?.items.find((template) => template.id === id)?.title ?? id);
  if (explained.error) return <ErrorBar error={explained.error} onRetry={explained.refetch} />;
  if (!explained.data) return <Spinner size="tiny" label={messages.errors.loading} />;
  return <ExplainTrail explanation={explained.data} titleOf={titleOf} />;
}
