import { Button, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import type { Comparison, Operator } from '../../contract/index.ts';
import { AttributeBox } from './attribute-box.tsx';
import type { ConditionSubject } from './condition-subject.ts';
import { operatorLabel } from './condition-words.ts';
import { conditionText } from './messages.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 4fr) minmax(0, 5fr) 32px',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    '@media (max-width: 760px)': {
      gridTemplateColumns: 'minmax(0, 1fr) 32px',
      '> *': { gridColumn: '1' },
      '> button': { gridColumn: '2', gridRow: '1' },
    },
  },
  box: { minWidth: 0, width: '100%' },
});

const operators: readonly Operator[] = [
  'equals',
  'contains',
  'startsWith',
  'endsWith',
  'in',
  'matches',
  'isEmpty',
  'memberOf',
];
const choices = operators.flatMap((operator) => [
  { key: operator, operator, not: false },
  { key: `not ${operator}`, operator, not: true },
]);

/** The same comparison by another operator; field and value are kept as far as they fit. */
function withOperator(comparison: Comparison, operator: Operator, not: boolean, fallback: string): Comparison {
  const negated = not ? { not: true } : {};
  const field = comparison.operator === 'memberOf' ? fallback : comparison.field;
  const old = 'value' in comparison ? comparison.value : '';
  const text = comparison.operator === 'memberOf' ? '' : Array.isArray(old) ? old.join(', ') : old;
  if (operator === 'memberOf')
    return { ...negated, operator, value: comparison.operator === 'memberOf' ? comparison.value : '' };
  if (operator === 'isEmpty') return { ...negated, operator, field };
  if (operator === 'in') return { ...negated, operator, field, value: listOf(text) };
  return { ...negated, operator, field, value: text };
}

const listOf = (text: string) => text.split(',').map((part) => part.trimStart());

/** One comparison: field, how, value. */
export function ComparisonRow(props: {
  comparison: Comparison;
  subject: ConditionSubject;
  onChange: (comparison: Comparison) => void;
  onRemove?: (() => void) | undefined;
}) {
  const styles = useStyles();
  const { comparison, subject, onChange, onRemove } = props;
  const chosen = `${comparison.not ? 'not ' : ''}${comparison.operator}`;
  return (
    <div className={styles.row}>
      {comparison.operator === 'memberOf' ? (
        <span>{conditionText.person}</span>
      ) : (
        <AttributeBox
          label={conditionText.field}
          names={subject.fields}
          open={subject.open}
          value={comparison.field}
          onPick={(field) => onChange({ ...comparison, field })}
        />
      )}
      <Select
        className={styles.box}
        aria-label={conditionText.operator}
        value={chosen}
        onChange={(_, { value }) => {
          const next = choices.find(({ key }) => key === value);
          if (next) onChange(withOperator(comparison, next.operator, next.not, subject.fields[0] ?? 'department'));
        }}
      >
        {choices.map(({ key, operator, not }) => (
          <option key={key} value={key}>
            {operatorLabel({ operator, not })}
          </option>
        ))}
      </Select>
      <Value comparison={comparison} subject={subject} onChange={onChange} />
      {onRemove ? (
        <Button appearance="subtle" icon={<Delete20Regular />} aria-label={conditionText.remove} onClick={onRemove} />
      ) : (
        <span />
      )}
    </div>
  );
}

function Value(props: {
  comparison: Comparison;
  subject: ConditionSubject;
  onChange: (comparison: Comparison) => void;
}) {
  const styles = useStyles();
  const { comparison, subject, onChange } = props;
  if (comparison.operator === 'isEmpty') return <span />;
  if (comparison.operator === 'memberOf')
    return subject.groupPicker(comparison.value, (value) => onChange({ ...comparison, value }));
  const isList = comparison.operator === 'in';
  return (
    <Input
      className={styles.box}
      aria-label={isList ? conditionText.values : conditionText.value}
      placeholder={isList ? conditionText.values : conditionText.value}
      value={isList ? comparison.value.join(', ') : comparison.value}
      onChange={(_, { value }) =>
        onChange(comparison.operator === 'in' ? { ...comparison, value: listOf(value) } : { ...comparison, value })
      }
    />
  );
}
