import { Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import { PeopleTeam20Regular } from '@fluentui/react-icons/svg/people-team';
import type { DirectoryGroupView } from '../../../contract/index.ts';
import { useGroupsById } from '../../api/settings-queries.ts';
import { messages } from '../../messages/messages.ts';
import { DirectoryGroupPicker } from '../../parts/directory-group-picker.tsx';
import { dataText } from '../messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    maxWidth: '560px',
  },
  icon: { color: tokens.colorBrandForeground1, flexShrink: 0 },
  words: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** Kind, address and size of a directory group, in a line. */
export function describeGroup({ kind, mail, members }: DirectoryGroupView): string {
  const { kinds, members: count } = dataText.scope;
  return [kinds[kind], members === undefined ? undefined : count(members), mail].filter(Boolean).join(' · ');
}

/** The groups that are synchronised, and a field that finds more. */
export function ChosenGroups(props: { ids: readonly string[]; mayEdit: boolean; onChange: (ids: string[]) => void }) {
  const styles = useStyles();
  const text = dataText.scope;
  const groups = useGroupsById(props.ids);
  return (
    <div className={styles.root}>
      {props.ids.length > 0 && (
        <ul className={styles.list} aria-label={text.chosen}>
          {props.ids.map((id) => {
            const group = groups.data?.items.find((item) => item.id === id);
            return (
              <li key={id} className={styles.item}>
                <PeopleTeam20Regular className={styles.icon} />
                <span className={styles.words}>
                  <Text weight="semibold">{group?.name ?? id}</Text>
                  <Caption1 className={styles.muted}>
                    {group ? describeGroup(group) : groups.data ? text.gone : messages.errors.loading}
                  </Caption1>
                </span>
                {props.mayEdit && (
                  <Button
                    appearance="subtle"
                    icon={<Delete20Regular />}
                    aria-label={messages.picker.remove(group?.name ?? id)}
                    onClick={() => props.onChange(props.ids.filter((other) => other !== id))}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {props.mayEdit && (
        <DirectoryGroupPicker
          label={text.find}
          hint={text.findHint}
          leaveOut={props.ids}
          describe={describeGroup}
          onPick={({ id }) => props.onChange([...props.ids, id])}
        />
      )}
    </div>
  );
}
