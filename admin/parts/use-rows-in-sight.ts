import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';

/** Every row is as high as any other, so that a list of a hundred thousand can be scrolled without measuring. */
export const rowHeight = 61;

/** So near the end the next page is read. Rows. */
const nearEnd = 15;

/** Which rows of a long table are in sight, and how much room those before and after them take. Near the end the next page is read. */
export function useRowsInSight(props: { count: number; hasMore: boolean; loadMore: () => void }) {
  const { count, hasMore, loadMore } = props;
  const table = useRef<HTMLTableElement>(null);
  const rows = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: table.current?.offsetTop ?? 0,
  });
  const shown = rows.getVirtualItems();
  const end = shown.at(-1);
  const isNearEnd = end === undefined || end.index >= count - nearEnd;
  useEffect(() => {
    if (isNearEnd && hasMore) loadMore();
  }, [isNearEnd, hasMore, loadMore]);
  return {
    table,
    shown: shown.map(({ index }) => index),
    before: (shown[0]?.start ?? 0) - rows.options.scrollMargin,
    after: rows.getTotalSize() - ((end?.end ?? 0) - rows.options.scrollMargin),
  };
}
