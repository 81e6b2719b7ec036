import { useGroups } from '../api/group-queries.ts';

/** What groups are called, by id; one that is gone is called by its id. */
export function useGroupName(): (id: string) => string {
  const groups = useGroups();
  return (id) => groups.data?.items.find((group) => group.id === id)?.name ?? id;
}
