import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { AuditView } from '../../../contract/index.ts';
import { type PersonEvent, usePersonHistory } from '../../api/people-queries.ts';
import { formatFully, formatWhen } from '../../dates.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { FieldDiff } from '../../parts/field-diff.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { pathTo } from '../../paths.ts';
import { personText } from './messages.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  item: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottom: 'none', paddingBottom: 0 },
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

interface Entry {
  key: string;
  at: string;
  what: string;
  by: string;
  runId?: string;
  reason?: string | undefined;
  fields: { field: string; old?: string; new?: string }[];
}

const ofSync = (event: PersonEvent): Entry => ({
  key: `${event.runId} ${event.what}`,
  at: event.at,
  what: event.what,
  by: personText.bySync,
  runId: event.runId,
  reason: event.reason,
  fields: event.fields,
});

function ofHand({ id, at, what, by, before, after, reason }: AuditView): Entry {
  const fields = [...new Set([...Object.keys(fieldsIn(before)), ...Object.keys(fieldsIn(after))])].map((field) => ({
    field,
    old: fieldsIn(before)[field],
    new: fieldsIn(after)[field],
  }));
  return { key: id, at, what, by: by.name, reason, fields };
}

/** The fields of an audit entry, as far as they are text. */
function fieldsIn(value: unknown): Record<string, string> {
  const fields = typeof value === 'object' && value !== null && 'fields' in value ? value.fields : undefined;
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** What happened to a person, newest first: what a sync did, and what somebody did by hand. */
export function PersonHistory({ id, now }: { id: string; now: number }) {
  const styles = useStyles();
  const history = usePersonHistory(id);
  const entries = history.data
    ? [...history.data.synced.map(ofSync), ...history.data.byHand.map(ofHand)].sort((a, b) => b.at.localeCompare(a.at))
    : [];
  return (
    <Panel title={personText.history}>
      {history.error && <ErrorBar error={history.error} onRetry={history.refetch} />}
      {history.isPending && <PageSkeleton />}
      {history.data && entries.length === 0 && personText.noHistory}
      <ol className={styles.list}>
        {entries.map((entry) => (
          <li key={entry.key} className={styles.item}>
            <Text weight="semibold">{personText.event[entry.what] ?? entry.what}</Text>
            <FieldDiff fields={entry.what === 'create' ? [] : entry.fields} />
            {entry.reason && <Text>{entry.reason}</Text>}
            <Caption1 className={styles.muted} title={formatFully(entry.at)}>
              {formatWhen(entry.at, now)} ·{' '}
              {entry.runId ? <PageLink to={pathTo.run(entry.runId)}>{entry.by}</PageLink> : entry.by}
            </Caption1>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
