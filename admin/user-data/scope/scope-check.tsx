import { Caption1, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { SyncSettings } from '../../../contract/index.ts';
import { useRun, useRunChanges, useRuns, useStartRun } from '../../api/run-queries.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { readStanding } from '../../runs/standing.ts';
import { dataText } from '../messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    maxHeight: '260px',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** Who a proposed scope would leave without a signature: a preview of the sync with it, before it is saved. */
export function ScopeCheck(props: {
  settings: Pick<SyncSettings, 'scope' | 'include'>;
  onSave: () => void;
  onClose: () => void;
}) {
  const styles = useStyles();
  const text = dataText.scope.check;
  const start = useStartRun();
  const { running } = readStanding(useRuns().data?.items ?? []);
  const runId = start.data?.runId;
  const run = useRun(runId).data;
  const blocked = running !== undefined && running.runId !== runId;
  const { mutate, isIdle } = start;
  useEffect(() => {
    if (isIdle && !blocked) mutate({ preview: true, settings: props.settings });
  }, [isIdle, blocked, mutate, props.settings]);

  const done = run?.outcome === 'previewed';
  const failed = start.error !== null || (run?.outcome !== undefined && !done);
  const removed = done ? Math.max(run.counts.removed, run.hold?.removed ?? run.hold?.removals.length ?? 0) : 0;
  return (
    <ConfirmDialog
      open
      title={text.title}
      confirm={failed ? text.saveAnyway : text.save(removed)}
      blocked={!done && !failed}
      onConfirm={props.onSave}
      onClose={props.onClose}
    >
      <div className={styles.root} role="status">
        {failed && <Text>{text.failed}</Text>}
        {start.error && <ErrorBar error={start.error} />}
        {!done && !failed && (
          <Spinner
            size="tiny"
            labelPosition="after"
            label={blocked ? text.waiting : text.running(run?.counts.seen ?? 0)}
          />
        )}
        {done && <Text weight="semibold">{removed === 0 ? text.nobody : text.removes(removed)}</Text>}
        {done && run.counts.created > 0 && <Text>{text.added(run.counts.created)}</Text>}
        {done && removed > 0 && <Leaving runId={run.runId} removed={removed} />}
        {done && removed > 0 && <Caption1 className={styles.muted}>{text.explain}</Caption1>}
      </div>
    </ConfirmDialog>
  );
}

function Leaving({ runId, removed }: { runId: string; removed: number }) {
  const styles = useStyles();
  const changes = useRunChanges(runId, 'remove');
  const items = changes.data?.pages[0]?.items ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reachable by keyboard
    <ul className={styles.list} tabIndex={0}>
      {items.map(({ id, name, address }) => (
        <li key={id}>
          {name} <Caption1 className={styles.muted}>{address}</Caption1>
        </li>
      ))}
      {removed > items.length && items.length > 0 && <li>{dataText.scope.check.and(removed - items.length)}</li>}
    </ul>
  );
}
