import { useState } from 'react';
import type { PeopleSelection, PersonView } from '../../contract/index.ts';
import type { PeopleFilter } from '../api/people-queries.ts';

/** Who is ticked in a list: some of those shown, or everyone the list would show. */
export interface Selection {
  ids: ReadonlySet<string>;
  everyone: boolean;
  toggle(id: string): void;
  toggleShown(shown: readonly PersonView[]): void;
  takeEveryone(): void;
  clear(): void;
}

/** A selection that is forgotten when the list is narrowed otherwise. */
export function useSelection(filter: PeopleFilter): Selection {
  const key = JSON.stringify(filter);
  const [state, setState] = useState({ key, ids: new Set<string>() as ReadonlySet<string>, everyone: false });
  const current = state.key === key ? state : { key, ids: new Set<string>(), everyone: false };
  return {
    ids: current.ids,
    everyone: current.everyone,
    toggle: (id) => {
      const ids = new Set(current.ids);
      if (!ids.delete(id)) ids.add(id);
      setState({ key, ids, everyone: false });
    },
    toggleShown: (shown) => {
      const all = shown.every(({ id }) => current.ids.has(id));
      setState({ key, ids: new Set(all ? [] : shown.map(({ id }) => id)), everyone: false });
    },
    takeEveryone: () => setState({ ...current, everyone: true }),
    clear: () => setState({ key, ids: new Set(), everyone: false }),
  };
}

/** The selection as a bulk action takes it. */
export function toRequest(
  { ids, everyone }: Pick<Selection, 'ids' | 'everyone'>,
  filter: PeopleFilter,
): PeopleSelection {
  if (!everyone) return { ids: [...ids] };
  const narrowed = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  return Object.keys(narrowed).length > 0 ? { query: narrowed } : { all: true };
}
