import { Button, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons/svg/add';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import type { Comparison, Condition } from '../../contract/index.ts';
import { ComparisonRow } from './comparison-row.tsx';
import type { ConditionSubject } from './condition-subject.ts';
import { conditionText } from './messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  nested: {
    paddingInlineStart: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalS,
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  space: { flexGrow: 1 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** A nested condition always has a list; a single comparison is a list of one. */
const partsOf = (condition: Condition): Condition[] =>
  'all' in condition ? condition.all : 'any' in condition ? condition.any : [condition];
const deepest = 4;

/** Edits a condition: comparisons, all or any of which must hold, nested. */
export function ConditionEditor(props: {
  condition: Condition;
  subject: ConditionSubject;
  onChange: (condition: Condition) => void;
  onRemove?: () => void;
  depth?: number;
}) {
  const styles = useStyles();
  const { condition, subject, onChange, onRemove, depth = 1 } = props;
  const mode = 'any' in condition ? 'any' : 'all';
  const parts = partsOf(condition);
  const put = (next: Condition[], how: 'all' | 'any' = mode) => onChange(how === 'any' ? { any: next } : { all: next });
  const fresh: Comparison = { field: subject.fields[0] ?? 'department', operator: 'equals', value: '' };
  const replace = (index: number, part: Condition) => put(parts.map((old, at) => (at === index ? part : old)));
  const without = (index: number) => put(parts.filter((_, at) => at !== index));

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this everywhere
    <div
      role="group"
      aria-label={`${conditionText.when} ${conditionText[mode]}`}
      className={mergeClasses(styles.root, depth > 1 && styles.nested)}
    >
      <div className={styles.head}>
        <span>{conditionText.when}</span>
        <Select
          aria-label={`${conditionText.when} …`}
          value={mode}
          onChange={(_, { value }) => put(parts, value === 'any' ? 'any' : 'all')}
        >
          <option value="all">{conditionText.all}</option>
          <option value="any">{conditionText.any}</option>
        </Select>
        <span>{conditionText.holds}</span>
        <span className={styles.space} />
        {onRemove && (
          <Button
            appearance="subtle"
            icon={<Delete20Regular />}
            aria-label={conditionText.removeGroup}
            onClick={onRemove}
          />
        )}
      </div>
      {parts.map((part, index) =>
        'operator' in part ? (
          <ComparisonRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name of its own, and inputs are controlled
            key={index}
            comparison={part}
            subject={subject}
            onChange={(changed) => replace(index, changed)}
            onRemove={parts.length > 1 ? () => without(index) : undefined}
          />
        ) : (
          <ConditionEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={index}
            condition={part}
            subject={subject}
            depth={depth + 1}
            onChange={(changed) => replace(index, changed)}
            onRemove={() => (parts.length > 1 ? without(index) : replace(index, fresh))}
          />
        ),
      )}
      <div className={styles.actions}>
        <Button size="small" appearance="subtle" icon={<Add16Regular />} onClick={() => put([...parts, fresh])}>
          {conditionText.add}
        </Button>
        {depth < deepest && (
          <Button
            size="small"
            appearance="subtle"
            icon={<Add16Regular />}
            onClick={() => put([...parts, mode === 'all' ? { any: [fresh] } : { all: [fresh] }])}
          >
            {conditionText.addGroup}
          </Button>
        )}
      </div>
    </div>
  );
}
