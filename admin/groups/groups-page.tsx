import { Button, Caption1, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { GroupView } from '../../contract/index.ts';
import { useAddGroup, useGroups } from '../api/group-queries.ts';
import { settingsQuery } from '../api/settings-queries.ts';
import { formatNumber } from '../format.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PlainLink } from '../parts/page-link.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { Panel } from '../parts/panel.tsx';
import { pathTo } from '../paths.ts';
import { mayStart } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { groupText } from './messages.ts';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  heading: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
  },
  row: { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  cell: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM} 0`,
    overflowWrap: 'anywhere',
  },
  link: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** The rules that put people into a group of this name. */
export function useRulesFor(): (name: string) => string[] {
  const rules = useQuery(settingsQuery).data?.data.sync.importRules ?? [];
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  return (name) => rules.filter(({ groups }) => groups.some((group) => same(group, name))).map((rule) => rule.name);
}

/** The group that everyone is in; it has this name in every language. */
export const isEveryone = ({ id }: Pick<GroupView, 'id'>) => id.endsWith(':everyone');

/** All groups with their size and what fills them. */
export function GroupsPage() {
  const styles = useStyles();
  const { session } = useSignedIn();
  const groups = useGroups();
  const rulesFor = useRulesFor();
  const { name, people, filledBy } = groupText.columns;
  const filledWords = (group: GroupView) => {
    if (isEveryone(group)) return groupText.everyone;
    const rules = rulesFor(group.name);
    const words = [
      rules.length > 0 ? groupText.byRules(rules.join(', ')) : undefined,
      group.byHand > 0 ? groupText.byHand(group.byHand) : undefined,
    ];
    return words.filter(Boolean).join(' · ') || groupText.nobody;
  };
  return (
    <>
      <PageHeading page={groupText.page} heading={groupText.page} note={groupText.lead}>
        {mayStart(session) && <NewGroup />}
      </PageHeading>
      {groups.error && <ErrorBar error={groups.error} onRetry={groups.refetch} />}
      {groups.isPending && <PageSkeleton />}
      {groups.data && (
        <Panel title={groupText.page} flush>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col" className={styles.heading}>
                  {name}
                </th>
                <th scope="col" className={styles.heading}>
                  {people}
                </th>
                <th scope="col" className={styles.heading}>
                  {filledBy}
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.data.items.map((group) => (
                <tr key={group.id} className={styles.row}>
                  <td className={styles.cell}>
                    <PlainLink to={pathTo.group(group.id)} className={styles.link}>
                      {group.name}
                    </PlainLink>
                  </td>
                  <td className={styles.cell}>{formatNumber(group.people)}</td>
                  <td className={styles.cell}>
                    <Caption1 className={styles.muted}>{filledWords(group)}</Caption1>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
    </>
  );
}

function NewGroup() {
  const add = useAddGroup();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  return (
    <>
      <Button appearance="primary" icon={<Add20Regular />} onClick={() => setOpen(true)}>
        {groupText.newGroup}
      </Button>
      <ConfirmDialog
        open={open}
        title={groupText.newGroup}
        confirm={groupText.create}
        blocked={name.trim() === '' || add.isPending}
        onClose={() => setOpen(false)}
        onConfirm={() =>
          add.mutate(name, {
            onSuccess: () => {
              setOpen(false);
              setName('');
            },
          })
        }
      >
        {add.error && <ErrorBar error={add.error} />}
        <Field label={groupText.name}>
          <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
        </Field>
      </ConfirmDialog>
    </>
  );
}
