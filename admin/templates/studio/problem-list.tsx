import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { TemplateProblem } from '../../../contract/index.ts';
import { templateText } from '../messages.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** What the lint says of the draft; a place leads to the code. */
export function ProblemList(props: {
  problems: readonly TemplateProblem[];
  onGoTo: (problem: TemplateProblem) => void;
}) {
  const styles = useStyles();
  if (props.problems.length === 0) return <Text className={styles.muted}>{templateText.noProblems}</Text>;
  return (
    <section aria-label={templateText.problems(props.problems.length)}>
      <Text weight="semibold">{templateText.problems(props.problems.length)}</Text>
      <ul className={styles.list}>
        {props.problems.map((problem) => (
          <li key={`${problem.line} ${problem.column} ${problem.message}`}>
            {problem.severity === 'error' ? '✕ ' : '⚠ '}
            {problem.line !== undefined && (
              <>
                <Link as="button" onClick={() => props.onGoTo(problem)}>
                  {templateText.at(problem.line, problem.column ?? 1)}
                </Link>
                :{' '}
              </>
            )}
            {problem.message}
          </li>
        ))}
      </ul>
    </section>
  );
}
