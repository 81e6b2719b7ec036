import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { CoverageSummary, RunDaysView } from '../../contract/index.ts';
import { useClicks } from '../api/campaign-queries.ts';
import { useCoverageSummary, useRunDays } from '../api/status-queries.ts';
import { ClicksPanel, clickDays } from '../campaigns/clicks-panel.tsx';
import { ColumnChart } from '../charts/column-chart.tsx';
import { type Share, ShareBars } from '../charts/share-bars.tsx';
import { formatLocal } from '../dates.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Panel } from '../parts/panel.tsx';
import { pathTo } from '../paths.ts';
import { homeText } from './messages.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
    gap: tokens.spacingVerticalL,
    // One that is left over has the row for itself.
    '> :last-child:nth-child(odd)': { gridColumn: '1 / -1' },
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** What people would rather look at than read: syncs, Outlooks and clicks. */
export function HomeCharts() {
  const styles = useStyles();
  const runs = useRunDays(30);
  const coverage = useCoverageSummary();
  const clicks = useClicks(clickDays);
  return (
    <div className={styles.root}>
      {runs.data && <RunsPanel days={runs.data.items} />}
      {coverage.data && <CoveragePanel summary={coverage.data} />}
      {clicks.data && <ClicksPanel clicks={clicks.data} />}
    </div>
  );
}

const changes = [
  { kind: 'created', tone: 'brand' },
  { kind: 'updated', tone: 'purple' },
  { kind: 'removed', tone: 'amber' },
] as const;

function RunsPanel({ days }: { days: RunDaysView['items'] }) {
  const styles = useStyles();
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  const quiet = days.every(({ created, updated, removed }) => created + updated + removed === 0);
  return (
    <Panel title={homeText.runsTitle}>
      {quiet ? (
        <Text className={styles.muted}>{homeText.runsNone}</Text>
      ) : (
        <ColumnChart
          caption={homeText.runsTitle}
          place={homeText.day}
          labels={days.map(({ day }) => formatLocal(day))}
          series={changes.map(({ kind, tone }) => ({
            ...{ name: homeText[kind], tone },
            values: days.map((day) => day[kind]),
          }))}
        />
      )}
      {failed > 0 && <Text className={styles.muted}>{homeText.failedRuns(failed)}</Text>}
    </Panel>
  );
}

const mostVersions = 4;

/** The Outlooks in use, the most used first, each with its most used versions; the rest of these are one. */
function sharesOf(clients: CoverageSummary['clients']): Share[] {
  const platforms = [...new Set(clients.map(({ platform }) => platform))];
  return platforms
    .map((platform) => {
      const all = clients.filter((client) => client.platform === platform);
      const rest = all.slice(mostVersions).reduce((sum, { people }) => sum + people, 0);
      const parts = all.slice(0, mostVersions).map(({ version, people }) => ({ name: version, count: people }));
      if (rest > 0) parts.push({ name: homeText.otherVersions, count: rest });
      return { name: homeText.platforms[platform] ?? platform, parts };
    })
    .sort((one, other) => sumOf(other) - sumOf(one));
}

const sumOf = ({ parts }: Share) => parts.reduce((sum, { count }) => sum + count, 0);

function CoveragePanel({ summary }: { summary: CoverageSummary }) {
  const styles = useStyles();
  const { clients, people } = summary;
  const shares = sharesOf(clients);
  return (
    <Panel title={homeText.coverageTitle} aside={<PageLink to={pathTo.outlook()}>{homeText.coverageLink}</PageLink>}>
      {shares.length === 0 ? (
        <Text className={styles.muted}>{homeText.coverageNone}</Text>
      ) : (
        <ShareBars
          caption={homeText.coverageTitle}
          whole={Math.max(people, ...shares.map(sumOf))}
          shares={shares}
          columns={[homeText.outlook, homeText.version, homeText.people]}
        />
      )}
    </Panel>
  );
}
