import { Persona } from '@fluentui/react-components';
import type { DirectoryUsersAnswer } from '../../contract/index.ts';
import { useUserSearch } from '../api/settings-queries.ts';
import { messages } from '../messages/messages.ts';
import { type Found, SearchPicker } from './search-picker.tsx';

export type FoundUser = DirectoryUsersAnswer['items'][number];

function useFoundUsers(query: string, opened: boolean): Found<FoundUser> {
  const users = useUserSearch(query, opened);
  const items = (users.data?.items ?? []).filter(({ address }) => address !== undefined);
  return { items, searching: users.isFetching, error: users.error };
}

/** Chooses somebody of Microsoft 365, imported or not, by typing part of a name or address. */
export function DirectoryUserPicker(props: {
  label?: string;
  hint?: string;
  user: FoundUser | undefined;
  onPick: (user: FoundUser) => void;
}) {
  return (
    <SearchPicker
      label={props.label ?? messages.picker.person}
      hint={props.hint}
      placeholder={messages.picker.personHint}
      value={props.user?.name}
      useFound={useFoundUsers}
      textOf={({ name }) => name}
      show={(user) => (
        <Persona name={user.name} secondaryText={user.address} avatar={{ color: 'colorful', idForColor: user.id }} />
      )}
      onPick={props.onPick}
    />
  );
}
