import { Badge, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ImportRule, UserExplanation } from '../../../contract/index.ts';
import { useTestedRules } from '../../api/settings-queries.ts';
import { Trail } from '../../conditions/trail.tsx';
import { messages } from '../../messages/messages.ts';
import { DirectoryUserPicker, type FoundUser } from '../../parts/directory-user-picker.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { ruleText } from './messages.ts';

const useStyles = makeStyles({
  outcome: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  rules: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  rule: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** What the rules as they stand in the editor make of one person, with every value that a condition met. */
export function RuleTest({ rules, groupName }: { rules: ImportRule[]; groupName: (id: string) => string }) {
  const styles = useStyles();
  const [person, setPerson] = useState<FoundUser>();
  const tested = useTestedRules(person?.address, useSettled(rules));
  return (
    <Panel title={ruleText.test}>
      <DirectoryUserPicker user={person} hint={ruleText.testHint} onPick={setPerson} />
      {tested.error && <ErrorBar error={tested.error} onRetry={tested.refetch} />}
      {person && tested.isPending && <Spinner size="tiny" label={messages.errors.loading} labelPosition="after" />}
      {tested.data && (
        <div role="status" className={styles.outcome}>
          <Badge size="large" appearance="tint" color={tested.data.import ? 'success' : 'danger'}>
            {tested.data.import ? ruleText.imported : ruleText.leftOut}
          </Badge>
          <Text>{tested.data.reason}</Text>
          {tested.data.groups.length > 0 && (
            <Text className={styles.muted}>{ruleText.groupsOf(tested.data.groups.join(', '))}</Text>
          )}
        </div>
      )}
      {tested.data && <Trails explanation={tested.data} groupName={groupName} />}
    </Panel>
  );
}

function Trails({ explanation, groupName }: { explanation: UserExplanation; groupName: (id: string) => string }) {
  const styles = useStyles();
  return (
    <ol className={styles.rules}>
      {explanation.rules.map(({ rule, trail }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two rules may have the same name
        <li key={index} className={styles.rule}>
          <span className={styles.head}>
            <Text weight="semibold">{rule}</Text>
            <Badge appearance="outline" color={trail.holds ? 'success' : 'subtle'}>
              {trail.holds ? ruleText.fits : ruleText.fitsNot}
            </Badge>
          </span>
          <Trail trail={trail} groupName={groupName} />
        </li>
      ))}
    </ol>
  );
}
