import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useLocation } from 'react-router';
import { useRuns } from '../api/run-queries.ts';
import { messages } from '../messages/messages.ts';
import { PageLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';
import { describeProgress } from '../runs/run-words.ts';
import { readStanding } from '../runs/standing.ts';
import { RunNotice } from './run-notice.tsx';
import { useEndedRun } from './use-ended-run.ts';

const useStyles = makeStyles({
  words: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  link: { fontSize: 'inherit' },
});

/** Home and the set-up show the run under way themselves. */
const inSetup = (path: string) => path.startsWith(pathTo.setup());
const tellsByItself = (path: string) => path === pathTo.home() || inSetup(path);

/** The thin bar that shows on every page that a run is under way, and the notice when it has ended. */
export function RunBar() {
  const styles = useStyles();
  const { pathname } = useLocation();
  const runs = useRuns();
  const { running } = readStanding(runs.data?.items ?? []);
  const [ended, dismiss] = useEndedRun(runs.data?.items);
  return (
    <>
      {running && (
        <section aria-label={messages.frame.syncing}>
          <ProgressBar shape="square" thickness="large" aria-label={messages.frame.syncing} />
          {!tellsByItself(pathname) && (
            <div className={styles.words}>
              <span>{describeProgress(running)}</span>
              <PageLink to={pathTo.home()} className={styles.link}>
                {messages.frame.follow}
              </PageLink>
            </div>
          )}
        </section>
      )}
      <RunNotice run={ended?.outcome === 'previewed' && inSetup(pathname) ? undefined : ended} onDismiss={dismiss} />
    </>
  );
}
