import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Filter24Regular } from '@fluentui/react-icons/svg/filter';
import { useState } from 'react';
import type { Condition, ImportRule } from '../../../contract/index.ts';
import { useGroupsById } from '../../api/settings-queries.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { SortableList } from '../../parts/sortable-list.tsx';
import { type SyncDraft, useSyncDraft } from '../use-sync-draft.ts';
import { ruleText } from './messages.ts';
import { RuleCard } from './rule-card.tsx';
import { RuleTest } from './rule-test.tsx';

const useStyles = makeStyles({
  lead: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
});

/** The directory groups that conditions name. */
function groupIdsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(groupIdsIn);
  if ('any' in condition) return condition.any.flatMap(groupIdsIn);
  return condition.operator === 'memberOf' && condition.value ? [condition.value] : [];
}

/** Ordered rules: who comes in, and into which groups. */
export function RulesPart({ mayEdit }: { mayEdit: boolean }) {
  const { draft, error, retry } = useSyncDraft('importRules');
  if (error) return <ErrorBar error={error} onRetry={retry} />;
  return draft ? (
    <>
      <RuleFields draft={draft} mayEdit={mayEdit} />
      <SaveBar draft={draft} />
    </>
  ) : (
    <PageSkeleton />
  );
}

/** A rule has no name that could not change: while the list is edited, each keeps a key of its own. */
function useKeys(count: number): { keys: string[]; setKeys: (keys: string[]) => void; fresh: () => string } {
  const [state, setState] = useState<{ keys: string[]; next: number }>({ keys: [], next: 0 });
  const missing = Math.max(0, count - state.keys.length);
  const keys = [...state.keys, ...Array.from({ length: missing }, (_, index) => `rule-${state.next + index}`)].slice(
    0,
    count,
  );
  if (missing > 0) setState({ keys, next: state.next + missing });
  return {
    keys,
    setKeys: (next) => setState((before) => ({ ...before, keys: next })),
    fresh: () => {
      setState((before) => ({ ...before, next: before.next + 1 }));
      return `rule-${state.next + missing}`;
    },
  };
}

/** The rules and what they make of somebody, in a draft that somebody else saves. */
export function RuleFields({ draft, mayEdit }: { draft: SyncDraft<'importRules'>; mayEdit: boolean }) {
  const styles = useStyles();
  const rules = draft.value.importRules;
  const { keys, setKeys, fresh } = useKeys(rules.length);
  const [open, setOpen] = useState<string>();
  const groups = useGroupsById([...new Set(rules.flatMap(({ condition }) => groupIdsIn(condition)))]);
  const groupName = (id: string) => groups.data?.items.find((group) => group.id === id)?.name ?? id;
  const put = (next: ImportRule[]) => draft.edit({ importRules: next });

  const add = () => {
    const key = fresh();
    setKeys([...keys, key]);
    setOpen(key);
    const condition: Condition = { all: [{ field: 'department', operator: 'equals', value: '' }] };
    put([...rules, { name: ruleText.newName(rules.length + 1), condition, action: 'import', groups: [] }]);
  };
  const remove = (index: number) => {
    setKeys(keys.filter((_, at) => at !== index));
    put(rules.filter((_, at) => at !== index));
  };
  const items = rules.map((rule, index) => {
    const key = keys[index] ?? '';
    return {
      key,
      name: rule.name,
      content: (
        <RuleCard
          rule={rule}
          groupName={groupName}
          mayEdit={mayEdit}
          open={open === key}
          onToggle={() => setOpen(open === key ? undefined : key)}
          onChange={(changed) => put(rules.map((old, at) => (at === index ? changed : old)))}
          onRemove={() => remove(index)}
        />
      ),
    };
  });

  return (
    <>
      <Panel
        title={ruleText.title}
        aside={
          mayEdit && (
            <Button icon={<Add20Regular />} onClick={add}>
              {ruleText.add}
            </Button>
          )
        }
      >
        <Text className={styles.lead}>{ruleText.lead}</Text>
        {rules.length === 0 && (
          <EmptyState icon={<Filter24Regular />} title={ruleText.emptyTitle} body={ruleText.emptyBody} />
        )}
        <SortableList
          items={items}
          disabled={!mayEdit}
          onOrder={(order) => {
            setKeys(order);
            put(order.flatMap((key) => rules[keys.indexOf(key)] ?? []));
          }}
        />
      </Panel>
      <RuleTest rules={rules} groupName={groupName} />
    </>
  );
}
