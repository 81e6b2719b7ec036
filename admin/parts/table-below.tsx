import { makeStyles, tokens } from '@fluentui/react-components';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  summary: { cursor: 'pointer', width: 'fit-content', color: tokens.colorNeutralForeground2 },
  scroll: { overflowX: 'auto', maxHeight: '420px' },
  table: { borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums', marginTop: tokens.spacingVerticalS },
  cell: {
    textAlign: 'start',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    fontWeight: tokens.fontWeightRegular,
    verticalAlign: 'top',
  },
  head: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, borderTopStyle: 'none' },
});

/** What a chart shows, as a table: folded away for those who look, there for those who read or listen. */
export function TableBelow(props: {
  caption: string;
  columns: readonly string[];
  rows: readonly (string | number)[][];
}) {
  const styles = useStyles();
  return (
    <details>
      <summary className={styles.summary}>{messages.item.asTable}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={props.caption} tabIndex={0}>
        <table className={styles.table} aria-label={props.caption}>
          <thead>
            <tr>
              {props.columns.map((column) => (
                <th key={column} scope="col" className={`${styles.cell} ${styles.head}`}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map(([first, ...rest], index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
              <tr key={index}>
                <th scope="row" className={styles.cell}>
                  {first}
                </th>
                {rest.map((value, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={column} className={styles.cell}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
