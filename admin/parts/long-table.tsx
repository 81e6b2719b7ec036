import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useRowsInSight } from './use-rows-in-sight.ts';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  gap: { padding: 0, border: 'none' },
});

export const useHeadingStyles = makeStyles({
  heading: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    paddingTop: tokens.spacingVerticalS,
    paddingBottom: tokens.spacingVerticalXS,
  },
});

/** A table of very many rows, of which only those in sight are in the document; near the end the next page is read. */
export function LongTable(props: {
  caption: string;
  count: number;
  hasMore: boolean;
  loadMore: () => void;
  /** The cells of the heading row. */
  heading: ReactNode;
  row: (index: number) => ReactNode;
}) {
  const styles = useStyles();
  const { caption, count, hasMore, loadMore, heading, row } = props;
  const { table, shown, before, after } = useRowsInSight({ count, hasMore, loadMore });
  return (
    <table ref={table} className={styles.table} aria-label={caption} aria-rowcount={hasMore ? -1 : count + 1}>
      <thead>
        <tr>{heading}</tr>
      </thead>
      <tbody>
        {before > 0 && <Gap height={before} />}
        {shown.map(row)}
        {after > 0 && <Gap height={after} />}
      </tbody>
    </table>
  );
}

/** The place of rows that are out of sight. */
function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td className={useStyles().gap} />
    </tr>
  );
}
