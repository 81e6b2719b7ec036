import { makeStyles, tokens } from '@fluentui/react-components';
import type { TenantView } from '../../../contract/index.ts';
import { formatFully } from '../../dates.ts';
import { dataText } from '../messages.ts';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(140px, auto) 1fr',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    margin: 0,
    '@media (max-width: 480px)': { gridTemplateColumns: '1fr', rowGap: 0 },
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  list: { margin: 0, paddingInlineStart: '1.2em' },
});

/** Since when a tenant is connected, and what Signet may read there. */
export function ConnectionFacts({ tenant }: { tenant: TenantView }) {
  const styles = useStyles();
  const text = dataText.connection;
  return (
    <dl className={styles.facts}>
      <dt className={styles.term}>{text.connectedSince}</dt>
      <dd className={styles.value}>{formatFully(tenant.connectedAt)}</dd>
      <dt className={styles.term}>{text.tenantId}</dt>
      <dd className={styles.value}>{tenant.id}</dd>
      {tenant.permissions && (
        <>
          <dt className={styles.term}>{text.permissions}</dt>
          <dd className={styles.value}>{tenant.permissions.granted.join(', ')}</dd>
          {tenant.permissions.missing.length > 0 && (
            <>
              <dt className={styles.term}>{text.missing}</dt>
              <dd className={styles.value}>
                <ul className={styles.list}>
                  {tenant.permissions.missing.map(({ name, why }) => (
                    <li key={name}>
                      {name}: {why}
                    </li>
                  ))}
                </ul>
              </dd>
            </>
          )}
        </>
      )}
    </dl>
  );
}
