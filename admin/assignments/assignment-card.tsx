import { Badge } from '@fluentui/react-components';
import { useState } from 'react';
import type { AssignmentView } from '../../contract/index.ts';
import { useDeleteAssignment } from '../api/assignment-queries.ts';
import { describeWhen, describeWho } from '../audience/audience-words.ts';
import { useGroupName } from '../audience/use-group-name.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { ItemCard } from '../parts/item-card.tsx';
import { WarningBar } from '../parts/warning-bar.tsx';
import { assignmentText } from './messages.ts';

/** One assignment: who gets what and when, and why it can never decide, where that is so. */
export function AssignmentCard(props: {
  assignment: AssignmentView;
  titleOf: (template: string | null) => string;
  /** The name of another in the list. */
  nameOf: (id: string) => string;
  mayEdit: boolean;
  onEdit: () => void;
  onRemoved: () => void;
}) {
  const remove = useDeleteAssignment();
  const groupName = useGroupName();
  const [asking, setAsking] = useState(false);
  const { assignment, mayEdit, titleOf } = props;
  const { id, name, who, when, templateId, choices, enabled, conflicts } = assignment;
  const may = choices.length > 0 ? assignmentText.orChosen(choices.map(titleOf).join(', ')) : '';
  return (
    <ItemCard
      name={name}
      summary={`${describeWho(who, groupName)} ${assignmentText.gets(titleOf(templateId))}${may}`}
      facts={describeWhen(when)}
      quiet={!enabled}
      marks={
        !enabled && (
          <Badge appearance="tint" color="subtle">
            {assignmentText.off}
          </Badge>
        )
      }
      {...(mayEdit ? { onEdit: props.onEdit, onRemove: () => setAsking(true) } : {})}
    >
      {conflicts.map(({ code, by, message }) => (
        <WarningBar key={code + message}>
          {code === 'HIDDEN' && by ? assignmentText.conflicts.hidden(props.nameOf(by)) : wordsOf(code, message)}
        </WarningBar>
      ))}
      {remove.error && <ErrorBar error={remove.error} />}
      <ConfirmDialog
        open={asking}
        title={assignmentText.removeTitle(name)}
        confirm={messages.item.remove}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove.mutate(id, { onSuccess: props.onRemoved });
        }}
      >
        {assignmentText.removeBody}
      </ConfirmDialog>
    </ItemCard>
  );
}

function wordsOf(code: AssignmentView['conflicts'][number]['code'], message: string): string {
  const { over, template, group } = assignmentText.conflicts;
  if (code === 'OVER') return over;
  if (code === 'TEMPLATE') return template;
  return code === 'GROUP' ? group : message;
}
