import { Badge, type BadgeProps, Button, Caption1, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useSearchParams } from 'react-router';
import type { PersonChange, RunView } from '../../../contract/index.ts';
import { useRunChanges } from '../../api/run-queries.ts';
import { formatNumber } from '../../format.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { FieldDiff } from '../../parts/field-diff.tsx';
import { PlainLink } from '../../parts/page-link.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { pathTo } from '../../paths.ts';
import { labelOf } from '../../people/person-words.ts';
import { historyText } from './messages.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  tabs: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})`, flexWrap: 'wrap' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    tableLayout: 'fixed',
    [narrow]: { display: 'block', '& tbody': { display: 'block' } },
  },
  head: { [narrow]: { display: 'none' } },
  heading: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
  },
  what: { width: '104px' },
  person: { width: '34%' },
  row: {
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    [narrow]: {
      display: 'flex',
      flexDirection: 'column',
      gap: tokens.spacingVerticalXS,
      padding: `${tokens.spacingVerticalM} 0`,
    },
  },
  cell: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM} 0`,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    [narrow]: { padding: 0 },
  },
  link: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  muted: { color: tokens.colorNeutralForeground2, display: 'block' },
  blanked: { margin: 0, paddingInlineStart: '1.2em' },
});

const kinds = ['', 'create', 'update', 'restore', 'remove'] as const;
type Kind = (typeof kinds)[number];
const colors: Record<PersonChange['what'], BadgeProps['color']> = {
  create: 'success',
  update: 'brand',
  restore: 'informative',
  remove: 'danger',
};

const countOf = ({ counts, hold }: RunView, kind: Kind): number => {
  const removed = Math.max(counts.removed, hold?.removed ?? hold?.removals.length ?? 0);
  const { created, updated, restored } = counts;
  return {
    '': created + updated + restored + removed,
    create: created,
    update: updated,
    restore: restored,
    remove: removed,
  }[kind];
};

/** What a run does, or would do, person by person; narrowed to one kind of change. */
export function ChangesPanel({ run }: { run: RunView }) {
  const styles = useStyles();
  const [params, setParams] = useSearchParams();
  const kind = kinds.find((known) => known === params.get('what')) ?? '';
  const changes = useRunChanges(run.runId, kind);
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];
  const expected = countOf(run, kind);
  return (
    <Panel title={historyText.changes} flush>
      <TabList
        className={styles.tabs}
        size="small"
        aria-label={historyText.filterLabel}
        selectedValue={kind}
        onTabSelect={(_, { value }) => setParams(value ? { what: String(value) } : {}, { replace: true })}
      >
        {kinds.map((known) => (
          <Tab key={known} value={known}>
            {historyText.filters[known || 'all']} {formatNumber(countOf(run, known))}
          </Tab>
        ))}
      </TabList>
      {run.hold?.blankedFields && run.hold.blankedFields.length > 0 && (
        <div>
          <strong>{historyText.blankedTitle}</strong>
          <ul className={styles.blanked}>
            {run.hold.blankedFields.map(({ field, people }) => (
              <li key={field}>{historyText.blanked(labelOf(field), people)}</li>
            ))}
          </ul>
        </div>
      )}
      {changes.error && <ErrorBar error={changes.error} onRetry={changes.refetch} />}
      {changes.isPending && <PageSkeleton />}
      {changes.data && items.length === 0 && (
        <p>{expected > 0 ? historyText.expired : kind === '' ? historyText.noChanges : historyText.noneOfKind}</p>
      )}
      {items.length > 0 && <ChangesTable changes={items} />}
      {changes.hasNextPage && (
        <Button disabledFocusable={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
          {historyText.moreChanges}
        </Button>
      )}
    </Panel>
  );
}

function ChangesTable({ changes }: { changes: readonly PersonChange[] }) {
  const styles = useStyles();
  const { person, change, details } = historyText.columns;
  return (
    <table className={styles.table}>
      <thead className={styles.head}>
        <tr>
          <th scope="col" className={`${styles.heading} ${styles.person}`}>
            {person}
          </th>
          <th scope="col" className={`${styles.heading} ${styles.what}`}>
            {change}
          </th>
          <th scope="col" className={styles.heading}>
            {details}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((one) => (
          <tr key={one.id} className={styles.row}>
            <td className={styles.cell}>
              {one.what === 'create' ? (
                <strong>{one.name}</strong>
              ) : (
                <PlainLink to={pathTo.person(one.id)} className={styles.link}>
                  {one.name}
                </PlainLink>
              )}
              <Caption1 className={styles.muted}>{one.address}</Caption1>
            </td>
            <td className={styles.cell}>
              <Badge appearance="tint" color={colors[one.what]}>
                {historyText.badges[one.what]}
              </Badge>
            </td>
            <td className={styles.cell}>
              {one.reason}
              {one.what === 'create' ? (
                <Caption1 className={styles.muted}>
                  {one.fields
                    .map(({ new: value }) => value)
                    .filter(Boolean)
                    .slice(0, 4)
                    .join(' · ')}
                </Caption1>
              ) : (
                <FieldDiff fields={one.fields} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
