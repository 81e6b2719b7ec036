import { Badge, Button, Field, Input, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import type { Condition, ImportRule } from '../../../contract/index.ts';
import { ConditionEditor } from '../../conditions/condition-editor.tsx';
import type { ConditionSubject } from '../../conditions/condition-subject.ts';
import { describeCondition } from '../../conditions/condition-words.ts';
import { conditionText } from '../../conditions/messages.ts';
import { DirectoryGroupPicker } from '../../parts/directory-group-picker.tsx';
import { GroupNamesField } from '../../parts/group-names-field.tsx';
import { describeGroup } from '../scope/chosen-groups.tsx';
import { directoryAttributes } from './directory-attributes.ts';
import { ruleText } from './messages.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
  head: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  words: {
    flexGrow: 1,
    flexBasis: '220px',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    overflowWrap: 'anywhere',
  },
  muted: { color: tokens.colorNeutralForeground2 },
  outcome: {
    display: 'grid',
    gridTemplateColumns: 'minmax(150px, 200px) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalL,
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** Is there a comparison that compares with nothing? */
export function isIncomplete(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(isIncomplete);
  if ('any' in condition) return condition.any.some(isIncomplete);
  if (condition.operator === 'isEmpty') return false;
  return Array.isArray(condition.value)
    ? condition.value.every((value) => value.trim() === '')
    : condition.value.trim() === '';
}

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
  const incomplete = isIncomplete(rule.condition);
  return (
    <article className={styles.root} aria-label={rule.name}>
      <div className={styles.head}>
        <span className={styles.words}>
          <Text weight="semibold">{rule.name}</Text>
          <Text className={styles.muted}>
            {ruleText.summary(describeCondition(rule.condition, props.groupName))}
            {rule.groups.length > 0 && ` → ${ruleText.into(rule.groups.join(', '))}`}
          </Text>
        </span>
        <Badge appearance="tint" color={rule.action === 'import' ? 'success' : 'danger'}>
          {ruleText.actions[rule.action]}
        </Badge>
        {incomplete && (
          <Badge appearance="tint" color="warning">
            {ruleText.incomplete}
          </Badge>
        )}
        {props.mayEdit && (
          <>
            <Button size="small" aria-expanded={open} onClick={props.onToggle}>
              {open ? ruleText.close : ruleText.edit}
            </Button>
            <Button
              size="small"
              appearance="subtle"
              icon={<Delete20Regular />}
              aria-label={`${ruleText.remove}: ${rule.name}`}
              onClick={props.onRemove}
            />
          </>
        )}
      </div>
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
    </article>
  );
}
