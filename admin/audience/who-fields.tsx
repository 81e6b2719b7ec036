import { Checkbox, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { Condition, Who } from '../../contract/index.ts';
import { useGroups } from '../api/group-queries.ts';
import { ConditionEditor } from '../conditions/condition-editor.tsx';
import type { ConditionSubject } from '../conditions/condition-subject.ts';
import { CheckGroup } from '../parts/check-group.tsx';
import { SwitchField } from '../parts/switch-field.tsx';
import { fieldOrder } from '../people/person-words.ts';
import { ChosenPeople } from './chosen-people.tsx';
import { audienceText } from './messages.ts';

const useStyles = makeStyles({
  condition: { paddingInlineStart: tokens.spacingHorizontalM },
});

const fresh: Condition = { all: [{ field: 'department', operator: 'equals', value: '' }] };

/** Everyone, or members of groups and chosen people; and of them only those for whom a condition holds. */
export function WhoFields({ who, onChange }: { who: Who; onChange: (who: Who) => void }) {
  const styles = useStyles();
  const groups = useGroups().data?.items ?? [];
  const { groupIds = [], personIds = [], condition } = who;
  const put = (change: Pick<Who, 'groupIds' | 'personIds' | 'condition'>) => {
    const next = { groupIds, personIds, condition, ...change };
    const named = {
      ...(next.groupIds.length > 0 ? { groupIds: next.groupIds } : {}),
      ...(next.personIds.length > 0 ? { personIds: next.personIds } : {}),
    };
    onChange({
      ...(Object.keys(named).length > 0 ? named : { everyone: true }),
      ...(next.condition ? { condition: next.condition } : {}),
    });
  };
  return (
    <>
      <CheckGroup label={audienceText.who} many>
        <Checkbox
          label={audienceText.everyone}
          checked={groupIds.length + personIds.length === 0}
          onChange={() => put({ groupIds: [], personIds: [] })}
        />
        {groups
          .filter(({ id }) => !id.endsWith(':everyone') || groupIds.includes(id))
          .map(({ id, name }) => (
            <Checkbox
              key={id}
              label={audienceText.inGroups(name)}
              checked={groupIds.includes(id)}
              onChange={(_, { checked }) =>
                put({ groupIds: checked ? [...groupIds, id] : groupIds.filter((other) => other !== id) })
              }
            />
          ))}
      </CheckGroup>
      <ChosenPeople ids={personIds} onChange={(ids) => put({ personIds: ids })} />
      <SwitchField
        label={audienceText.conditioned}
        hint={audienceText.conditionedHint}
        checked={condition !== undefined}
        onChange={(checked) => put({ condition: checked ? fresh : undefined })}
      />
      {condition && (
        <div className={styles.condition}>
          <ConditionEditor
            condition={condition}
            subject={personSubject()}
            onChange={(next) => put({ condition: next })}
          />
        </div>
      )}
    </>
  );
}

/** Conditions over persons compare their fields, and ask about groups of Signet. */
const personSubject = (): ConditionSubject => ({
  fields: [...fieldOrder(), 'address', 'kind', 'source'],
  open: true,
  groupPicker: (value, onPick) => <GroupSelect value={value} onPick={onPick} />,
});

function GroupSelect({ value, onPick }: { value: string; onPick: (id: string) => void }) {
  const groups = useGroups().data?.items ?? [];
  return (
    <Select aria-label={audienceText.group} value={value} onChange={(_, { value: id }) => onPick(id)}>
      <option value="">{audienceText.chooseGroup}</option>
      {groups.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
