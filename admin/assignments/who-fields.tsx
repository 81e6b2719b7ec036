import { Checkbox, Field, makeStyles } from '@fluentui/react-components';
import type { Who } from '../../contract/index.ts';
import { useGroups } from '../api/group-queries.ts';
import { assignmentText } from './messages.ts';

const useStyles = makeStyles({
  groups: { display: 'flex', flexDirection: 'column', maxHeight: '180px', overflowY: 'auto' },
});

/** Everyone, or the members of groups. What else `who` says stays. */
export function WhoFields({ who, onChange }: { who: Who; onChange: (who: Who) => void }) {
  const styles = useStyles();
  const groups = useGroups();
  const chosen = who.groupIds ?? [];
  const put = (ids: string[]) => {
    const { everyone: _everyone, groupIds: _groupIds, ...rest } = who;
    onChange(ids.length > 0 ? { ...rest, groupIds: ids } : Object.keys(rest).length > 0 ? rest : { everyone: true });
  };
  return (
    <Field label={assignmentText.who}>
      <div className={styles.groups}>
        <Checkbox label={assignmentText.everyone} checked={chosen.length === 0} onChange={() => put([])} />
        {groups.data?.items
          .filter(({ id }) => !id.endsWith(':everyone') || chosen.includes(id))
          .map(({ id, name }) => (
            <Checkbox
              key={id}
              label={assignmentText.inGroups(name)}
              checked={chosen.includes(id)}
              onChange={(_, { checked }) => put(checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
            />
          ))}
      </div>
    </Field>
  );
}
