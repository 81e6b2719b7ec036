import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { DirectoryGroupView } from '../../contract/index.ts';
import { useGroupSearch } from '../api/settings-queries.ts';
import { SearchPicker } from './search-picker.tsx';

const useStyles = makeStyles({
  option: { display: 'flex', flexDirection: 'column' },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** Chooses a group of Microsoft 365 by typing part of its name; `describe` says more about each. */
export function DirectoryGroupPicker(props: {
  label: string;
  hint: string;
  disabled?: boolean;
  value?: string;
  leaveOut?: readonly string[];
  describe: (group: DirectoryGroupView) => string;
  onPick: (group: DirectoryGroupView) => void;
}) {
  const styles = useStyles();
  const useFound = (query: string, opened: boolean) => {
    const groups = useGroupSearch(query, opened);
    const items = (groups.data?.items ?? []).filter(({ id }) => !props.leaveOut?.includes(id));
    return { items, searching: groups.isFetching, error: groups.error };
  };
  return (
    <SearchPicker
      label={props.label}
      placeholder={props.hint}
      disabled={props.disabled}
      value={props.value}
      useFound={useFound}
      textOf={({ name }) => name}
      show={(group) => (
        <span className={styles.option}>
          <Text>{group.name}</Text>
          <Caption1 className={styles.muted}>{props.describe(group)}</Caption1>
        </span>
      )}
      onPick={props.onPick}
    />
  );
}
