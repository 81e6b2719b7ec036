import { useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { withParams } from '../paths.ts';

/**
 * What a list is narrowed to, as the address says it, and how to narrow it otherwise, which replaces the address. `everything`:
 * each name with its empty value; one object for good. A change starts from what was asked last: two in quick succession both
 * count, even where the page was not drawn in between.
 */
export function useAddressFilter<Filter extends { [name in keyof Filter]?: string }>(
  everything: Filter,
): [Filter, (change: Partial<Filter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => {
    const said = Object.keys(everything).map((name) => [name, params.get(name) ?? '']);
    return Object.fromEntries(said) as Filter;
  }, [everything, params]);
  const asked = useRef(filter);
  useEffect(() => {
    asked.current = filter;
  }, [filter]);
  const narrow = (change: Partial<Filter>) => {
    asked.current = { ...asked.current, ...change };
    setParams(withParams('', { ...asked.current }).replace('?', ''), { replace: true });
  };
  return [filter, narrow];
}
