import { makeStyles, tokens } from '@fluentui/react-components';
import type { RunView, UnsignedView } from '../../contract/index.ts';
import { useCampaigns } from '../api/campaign-queries.ts';
import { useNextRuns } from '../api/settings-queries.ts';
import { useCoverageSummary, useUnsigned } from '../api/status-queries.ts';
import { formatWhen } from '../dates.ts';
import { formatNumber } from '../format.ts';
import { messages } from '../messages/messages.ts';
import { pathTo } from '../paths.ts';
import { homeText } from './messages.ts';
import { StatusTile } from './status-tile.tsx';

const useStyles = makeStyles({
  root: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))',
    gap: tokens.spacingHorizontalL,
    '@media (max-width: 640px)': {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: tokens.spacingHorizontalM,
    },
  },
});

const unknown = '…';

/** Is everything well? The last sync and the next, people without a signature, the add-in, campaigns. */
export function StatusTiles({ last, now }: { last: RunView | undefined; now: number }) {
  const styles = useStyles();
  const schedule = useNextRuns('', '').data;
  const unsigned = useUnsigned().data;
  const coverage = useCoverageSummary().data;
  const campaigns = useCampaigns().data?.items;
  const inState = (wanted: string) => campaigns?.filter(({ state }) => state === wanted).length ?? 0;
  const [next] = schedule?.next ?? [];
  return (
    <ul className={styles.root} aria-label={homeText.status}>
      <StatusTile
        name={homeText.lastSync}
        value={last ? formatWhen(last.endedAt ?? last.startedAt, now) : homeText.never}
        note={schedule ? (next ? homeText.next(formatWhen(next, now)) : homeText.nextNone) : unknown}
        well={last && (last.outcome === 'applied' || last.outcome === 'cancelled')}
        to={last ? pathTo.run(last.runId) : pathTo.runs()}
      />
      <StatusTile
        name={homeText.without}
        value={unsigned ? countOf(unsigned) : unknown}
        note={unsigned ? namesOf(unsigned) : unknown}
        well={unsigned && unsigned.without === 0}
        to={pathTo.assignments()}
      />
      <StatusTile
        name={homeText.addin}
        value={coverage ? formatNumber(coverage.heardOf) : unknown}
        note={coverage ? homeText.addinOf(coverage.people) : unknown}
        well={coverage && (coverage.outcomes.some(({ outcome }) => outcome === 'failed') ? false : undefined)}
        to={pathTo.outlook()}
      />
      <StatusTile
        name={homeText.campaigns}
        value={campaigns ? formatNumber(inState('running')) : unknown}
        note={campaigns ? homeText.campaignsPlanned(inState('upcoming')) : unknown}
        to={pathTo.campaigns()}
      />
    </ul>
  );
}

const countOf = ({ without, complete }: UnsignedView) => (complete ? formatNumber(without) : homeText.atLeast(without));

function namesOf({ without, samples, people }: UnsignedView): string {
  if (people === 0) return messages.people(0);
  if (without === 0) return homeText.withoutAll;
  return homeText.withoutSome(samples.map(({ name }) => name).join(', '), without > samples.length);
}
