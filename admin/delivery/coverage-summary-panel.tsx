import { Caption1, Link, makeStyles, Skeleton, SkeletonItem, Text, tokens } from '@fluentui/react-components';
import type { CoverageSummary } from '../../contract/index.ts';
import { useCoverageSummary } from '../api/delivery-queries.ts';
import { formatNumber } from '../format.ts';
import { ErrorBar } from '../parts/error-bar.tsx';
import { Panel } from '../parts/panel.tsx';
import { clientName } from './delivery-words.ts';
import { deliveryText } from './messages.ts';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground2, maxWidth: '72ch' },
  clients: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 230px), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  client: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', minWidth: 0 },
  number: { fontSize: tokens.fontSizeBase500, fontWeight: tokens.fontWeightSemibold, lineHeight: 1.3 },
  summary: { cursor: 'pointer', width: 'fit-content' },
  versions: { margin: `${tokens.spacingVerticalS} 0 0`, paddingInlineStart: '1.4em', overflowWrap: 'anywhere' },
});

/** How far the add-in has come, by Outlook; each leads to its people. */
export function CoverageSummaryPanel({ onPick }: { onPick: (client: string) => void }) {
  const styles = useStyles();
  const summary = useCoverageSummary();
  const text = deliveryText.coverage;
  return (
    <Panel title={deliveryText.outlook.parts.coverage}>
      <Caption1 className={styles.muted}>{text.lead}</Caption1>
      {summary.error && <ErrorBar error={summary.error} onRetry={summary.refetch} />}
      {summary.isPending && (
        <Skeleton>
          <SkeletonItem size={64} />
        </Skeleton>
      )}
      {summary.data && <Summary summary={summary.data} onPick={onPick} />}
    </Panel>
  );
}

function Summary({ summary, onPick }: { summary: CoverageSummary; onPick: (client: string) => void }) {
  const styles = useStyles();
  const text = deliveryText.coverage;
  return (
    <>
      <Text>{text.heardOf(summary.heardOf, summary.people)}</Text>
      <ul className={styles.clients}>
        {byPlatform(summary).map(([platform, people]) => (
          <li key={platform} className={styles.client}>
            <span className={styles.number}>{formatNumber(people)}</span>
            <Link as="button" onClick={() => onPick(platform)}>
              {clientName(platform)}
            </Link>
          </li>
        ))}
      </ul>
      {summary.clients.length > 0 && (
        <details>
          <summary className={styles.summary}>{text.versions}</summary>
          <ul className={styles.versions}>
            {summary.clients.map(({ platform, version, people }) => (
              <li key={`${platform} ${version}`}>
                {clientName(platform)} {version}: {text.inUse(people)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** How many people use each Outlook, whatever its version; the most used first. */
function byPlatform({ clients }: CoverageSummary): [string, number][] {
  const sums = new Map<string, number>();
  for (const { platform, people } of clients) sums.set(platform, (sums.get(platform) ?? 0) + people);
  return [...sums].sort(([, one], [, other]) => other - one);
}
