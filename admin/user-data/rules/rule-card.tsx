import { Badge, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { ImportRule } from '../../../contract/index.ts';
import { ConditionEditor } from '../../conditions/condition-editor.tsx';
import type { ConditionSubject } from '../../conditions/condition-subject.ts';
import { describeCondition } from '../../conditions/condition-words.ts';
import { isIncomplete } from '../../conditions/incomplete.ts';
import { conditionText } from '../../conditions/messages.ts';
import { DirectoryGroupPicker } from '../../parts/directory-group-picker.tsx';
import { GroupNamesField } from '../../parts/group-names-field.tsx';
import { ItemCard } from '../../parts/item-card.tsx';
import { describeGroup } from '../scope/chosen-groups.tsx';
import { directoryAttributes } from './directory-attributes.ts';
import { ruleText } from './messages.ts';

const useStyles = makeStyles({
  outcome: {
    display: 'grid',
    gridTemplateColumns: 'minmax(150px, 200px) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalL,
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** One rule: in a sentence, or open for editing. */
export function RuleCard(props: {
  rule: ImportRule;
  groupName: (id: string) => string;
  mayEdit: boolean;
  open: boolean;
  onToggle: () => void;
  onChange: (rule: ImportRule) => void;
  onRemove: () => void;
}) {
  const styles = useStyles();
  const { rule, open, onChange } = props;
  const subject: ConditionSubject = {
    fields: directoryAttributes,
    open: true,
    groupPicker: (value, onPick) => (
      <DirectoryGroupPicker
        label=""
        hint={conditionText.chooseGroup}
        value={value && props.groupName(value)}
        describe={describeGroup}
        onPick={({ id }) => onPick(id)}
      />
    ),
  };
  return (
    <ItemCard
      name={rule.name}
      summary={
        <>
          {ruleText.summary(describeCondition(rule.condition, props.groupName))}
          {rule.groups.length > 0 && ` → ${ruleText.into(rule.groups.join(', '))}`}
        </>
      }
      marks={
        <>
          <Badge appearance="tint" color={rule.action === 'import' ? 'success' : 'danger'}>
            {ruleText.actions[rule.action]}
          </Badge>
          {isIncomplete(rule.condition) && (
            <Badge appearance="tint" color="warning">
              {ruleText.incomplete}
            </Badge>
          )}
        </>
      }
      open={open}
      {...(props.mayEdit ? { onEdit: props.onToggle, onRemove: props.onRemove } : {})}
    >
      {open && (
        <>
          <Field
            label={ruleText.name}
            validationMessage={rule.name.trim() ? undefined : ruleText.nameMissing}
            validationState={rule.name.trim() ? 'none' : 'error'}
          >
            <Input value={rule.name} maxLength={100} onChange={(_, { value }) => onChange({ ...rule, name: value })} />
          </Field>
          <ConditionEditor
            condition={rule.condition}
            subject={subject}
            onChange={(condition) => onChange({ ...rule, condition })}
          />
          <div className={styles.outcome}>
            <Field label={ruleText.action}>
              <Select
                value={rule.action}
                onChange={(_, { value }) => onChange({ ...rule, action: value === 'leaveOut' ? 'leaveOut' : 'import' })}
              >
                <option value="import">{ruleText.actions.import}</option>
                <option value="leaveOut">{ruleText.actions.leaveOut}</option>
              </Select>
            </Field>
            {rule.action === 'import' && (
              <GroupNamesField
                label={ruleText.groups}
                hint={ruleText.groupsHint}
                names={rule.groups}
                onChange={(groups) => onChange({ ...rule, groups })}
              />
            )}
          </div>
        </>
      )}
    </ItemCard>
  );
}
