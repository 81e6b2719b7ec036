import { Button } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Flow24Regular } from '@fluentui/react-icons/svg/flow';
import { useState } from 'react';
import type { AssignmentView } from '../../contract/index.ts';
import { useAssignments, useOrderAssignments, useRestoreAssignment } from '../api/assignment-queries.ts';
import { useTemplates } from '../api/template-queries.ts';
import { messages } from '../messages/messages.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { SortableList } from '../parts/sortable-list.tsx';
import { useUndo } from '../parts/use-undo.tsx';
import { mayStart } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { AssignmentCard } from './assignment-card.tsx';
import { AssignmentDialog } from './assignment-dialog.tsx';
import { ExplainBox } from './explain-box.tsx';
import { assignmentText } from './messages.ts';

/** The ordered list that decides who gets which template, and a box that explains it for one person. */
export function AssignmentsPage() {
  const { session } = useSignedIn();
  const mayEdit = mayStart(session);
  const list = useAssignments();
  const templates = useTemplates(false);
  const order = useOrderAssignments();
  const [edited, setEdited] = useState<string | 'new'>();
  const items = list.data?.data.items ?? [];
  const titleOf = (id: string | null) =>
    id === null ? assignmentText.none : (templates.data?.items.find((template) => template.id === id)?.title ?? id);
  const nameOf = (id: string) => items.find((item) => item.id === id)?.name ?? id;
  const undo = useUndo();
  const restore = useRestoreAssignment();
  const offerBack = (assignment: AssignmentView) => {
    const before = items[items.indexOf(assignment) + 1]?.id;
    undo.offer(messages.item.deleted(assignment.name), () => restore.mutateAsync({ assignment, before }));
  };
  const reorder = (ids: string[]) => {
    const before = items.map(({ id }) => id);
    const goBack = () => order.mutateAsync({ ids: before, tag: undefined });
    order.mutate({ ids, tag: list.data?.tag }, { onSuccess: () => undo.offer(assignmentText.orderSaved, goBack) });
  };
  return (
    <>
      <PageHeading page={assignmentText.page} heading={assignmentText.page} note={assignmentText.lead}>
        {mayEdit && (
          <Button appearance="primary" icon={<Add20Regular />} onClick={() => setEdited('new')}>
            {assignmentText.add}
          </Button>
        )}
      </PageHeading>
      {(list.error ?? order.error) && <ErrorBar error={(list.error ?? order.error) as Error} onRetry={list.refetch} />}
      {undo.bar}
      {list.isPending && <PageSkeleton />}
      {list.data && items.length === 0 && (
        <EmptyState icon={<Flow24Regular />} title={assignmentText.emptyTitle} body={assignmentText.emptyBody} />
      )}
      {items.length > 0 && (
        <SortableList
          disabled={!mayEdit || order.isPending}
          onOrder={reorder}
          items={items.map((assignment) => ({
            key: assignment.id,
            name: assignment.name,
            content: (
              <AssignmentCard
                assignment={assignment}
                titleOf={titleOf}
                nameOf={nameOf}
                mayEdit={mayEdit}
                onEdit={() => setEdited(assignment.id)}
                onRemoved={() => offerBack(assignment)}
              />
            ),
          }))}
        />
      )}
      <Panel title={assignmentText.explain}>
        <ExplainBox titleOf={titleOf} />
      </Panel>
      {edited !== undefined && (
        <AssignmentDialog
          id={edited === 'new' ? undefined : edited}
          templates={templates.data?.items ?? []}
          timeZone={list.data?.data.timeZone ?? 'UTC'}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}
