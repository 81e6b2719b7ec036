import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Checkmark16Filled } from '@fluentui/react-icons/svg/checkmark';
import { type SetupStep, setupSteps } from '../../contract/index.ts';
import { PlainLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';
import { setupText } from './messages.ts';

const narrow = '@media (max-width: 860px)';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  item: {
    flexGrow: 1,
    flexBasis: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    paddingTop: tokens.spacingVerticalS,
    borderTop: `3px solid ${tokens.colorNeutralStroke1}`,
  },
  reached: { borderTopColor: tokens.colorBrandStroke1 },
  words: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
    [narrow]: { display: 'none' },
  },
  link: {
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  check: { color: tokens.colorStatusSuccessForeground1, display: 'inline-flex', flexShrink: 0 },
});

/** Where the set-up is. Steps that were reached before can be gone back to. */
export function StepList({ step, reached }: { step: SetupStep; reached: SetupStep }) {
  const styles = useStyles();
  const last = setupSteps.indexOf(reached);
  return (
    <nav aria-label={setupText.stepList}>
      <ol className={styles.list}>
        {setupSteps.map((name, index) => {
          const words = (
            <>
              {index < last && (
                <span className={styles.check}>
                  <Checkmark16Filled aria-label={setupText.passed} />
                </span>
              )}
              {index + 1}. {setupText.steps[name]}
            </>
          );
          return (
            <li
              key={name}
              aria-current={name === step ? 'step' : undefined}
              className={mergeClasses(styles.item, index <= last && styles.reached)}
            >
              {index <= last && name !== step ? (
                <PlainLink to={pathTo.setup(name)} className={mergeClasses(styles.words, styles.link)}>
                  {words}
                </PlainLink>
              ) : (
                <span className={mergeClasses(styles.words, name === step && styles.current)}>{words}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
