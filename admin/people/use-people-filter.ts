import { useSearchParams } from 'react-router';
import type { PeopleFilter } from '../api/people-queries.ts';
import { withParams } from '../paths.ts';

/** What the list is narrowed to, as the address says it; narrowing it otherwise replaces the address. */
export function usePeopleFilter(): [PeopleFilter, (change: Partial<PeopleFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter: PeopleFilter = {
    query: params.get('query') ?? '',
    state: params.get('state') ?? '',
    group: params.get('group') ?? '',
  };
  const narrow = (change: Partial<PeopleFilter>) => {
    setParams(withParams('', { ...filter, ...change }).replace('?', ''), { replace: true });
  };
  return [filter, narrow];
}
