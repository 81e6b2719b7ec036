import { makeStyles, tokens } from '@fluentui/react-components';
import type { RunIssue } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  summary: { cursor: 'pointer', width: 'fit-content', fontWeight: tokens.fontWeightSemibold },
  list: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    listStyleType: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalSNudge,
    maxHeight: '320px',
    overflowY: 'auto',
  },
  person: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  message: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/** What went wrong with single persons of a run, folded. Nothing when nothing did. */
export function IssueList({ issues }: { issues: readonly RunIssue[] }) {
  const styles = useStyles();
  if (issues.length === 0) return null;
  return (
    <details>
      <summary className={styles.summary}>{messages.home.issuesTitle(issues.length)}</summary>
      <ul className={styles.list}>
        {issues.map((issue) => (
          <li key={`${issue.person} ${issue.code} ${issue.message}`}>
            <bdi className={styles.person}>{issue.person}</bdi> <span className={styles.message}>{issue.message}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
