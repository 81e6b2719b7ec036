import {
  Badge,
  Button,
  Caption1,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import { Flow24Regular } from '@fluentui/react-icons/svg/flow';
import { useState } from 'react';
import type { AssignmentView } from '../../contract/index.ts';
import { useAssignments, useDeleteAssignment, useOrderAssignments } from '../api/assignment-queries.ts';
import { useTemplates } from '../api/template-queries.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { SortableList } from '../parts/sortable-list.tsx';
import { mayStart } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { AssignmentDialog } from './assignment-dialog.tsx';
import { describeWhen, describeWho } from './assignment-words.ts';
import { ExplainBox } from './explain-box.tsx';
import { assignmentText } from './messages.ts';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  words: {
    flexGrow: 1,
    flexBasis: '240px',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    overflowWrap: 'anywhere',
  },
  muted: { color: tokens.colorNeutralForeground2 },
  conflict: { flexBasis: '100%' },
});

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
      {list.isPending && <PageSkeleton />}
      {list.data && items.length === 0 && (
        <EmptyState icon={<Flow24Regular />} title={assignmentText.emptyTitle} body={assignmentText.emptyBody} />
      )}
      {items.length > 0 && (
        <SortableList
          disabled={!mayEdit || order.isPending}
          onOrder={(ids) => order.mutate({ ids, tag: list.data?.tag })}
          items={items.map((assignment) => ({
            key: assignment.id,
            name: assignment.name,
            content: (
              <Card
                assignment={assignment}
                template={titleOf(assignment.templateId)}
                mayEdit={mayEdit}
                onEdit={() => setEdited(assignment.id)}
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
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

function Card(props: { assignment: AssignmentView; template: string; mayEdit: boolean; onEdit: () => void }) {
  const styles = useStyles();
  const remove = useDeleteAssignment();
  const [asking, setAsking] = useState(false);
  const { assignment, mayEdit } = props;
  return (
    <article className={styles.card} aria-label={assignment.name}>
      <span className={styles.words}>
        <Text weight="semibold">{assignment.name}</Text>
        <Text>
          {describeWho(assignment)} {assignmentText.gets(props.template)}
        </Text>
        <Caption1 className={styles.muted}>{describeWhen(assignment)}</Caption1>
      </span>
      {!assignment.enabled && (
        <Badge appearance="tint" color="subtle">
          {assignmentText.off}
        </Badge>
      )}
      {mayEdit && (
        <>
          <Button size="small" aria-label={`${assignmentText.edit}: ${assignment.name}`} onClick={props.onEdit}>
            {assignmentText.edit}
          </Button>
          <Button
            size="small"
            appearance="subtle"
            icon={<Delete20Regular />}
            aria-label={`${assignmentText.remove}: ${assignment.name}`}
            onClick={() => setAsking(true)}
          />
        </>
      )}
      {assignment.conflicts.map(({ code, message }) => (
        <MessageBar key={code + message} intent="warning" layout="multiline" className={styles.conflict}>
          <MessageBarBody>{message}</MessageBarBody>
        </MessageBar>
      ))}
      {remove.error && <ErrorBar error={remove.error} />}
      <ConfirmDialog
        open={asking}
        title={assignmentText.removeTitle(assignment.name)}
        confirm={assignmentText.remove}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove.mutate(assignment.id);
        }}
      >
        {assignmentText.removeBody}
      </ConfirmDialog>
    </article>
  );
}
