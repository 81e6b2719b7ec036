import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import type { BulkAction } from '../../contract/index.ts';
import type { useBulk } from '../api/people-changes.ts';
import type { PeopleFilter } from '../api/people-queries.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ReasonedButton } from '../parts/reasoned-button.tsx';
import { isAdmin } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { listText } from './messages.ts';
import { type Selection, toRequest } from './use-selection.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    backgroundColor: tokens.colorBrandBackground2,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 860px)': { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}` },
  },
  words: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    color: tokens.colorNeutralForeground1,
  },
});

type Asked = 'pause' | 'end' | 'remove';
const isFinal = (action: BulkAction): action is 'end' | 'remove' => action === 'end' || action === 'remove';

/** What can be done with the selected people; what cannot be undone with one click is asked about. */
export function BulkBar(props: {
  selection: Selection;
  filter: PeopleFilter;
  more: boolean;
  bulk: ReturnType<typeof useBulk>;
}) {
  const styles = useStyles();
  const { session } = useSignedIn();
  const { selection, filter, bulk } = props;
  const [asking, setAsking] = useState<Asked>();
  const who = selection.everyone ? listText.everyMatching : listText.selected(selection.ids.size);
  const actions: BulkAction[] = filter.state === 'removed' ? ['restore'] : ['pause', 'resume', 'end', 'remove'];

  const run = (action: BulkAction) => bulk.mutate({ action, on: toRequest(selection, filter) });
  const start = (action: BulkAction) => {
    if (isFinal(action)) setAsking(action);
    else if (action === 'pause' && selection.everyone) setAsking('pause');
    else run(action);
  };

  return (
    <section className={styles.root} aria-label={who}>
      <span className={styles.words}>
        <Text weight="semibold">{who}</Text>
        {props.more && !selection.everyone && (
          <Link as="button" onClick={selection.takeEveryone}>
            {listText.allMatching}
          </Link>
        )}
      </span>
      {actions.map((action) => (
        <ReasonedButton
          key={action}
          busy={bulk.isPending}
          whyNot={isFinal(action) && !isAdmin(session) ? listText.onlyAdminsRemove : undefined}
          onClick={() => start(action)}
        >
          {listText.actions[action]}
        </ReasonedButton>
      ))}
      <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={listText.clear} onClick={selection.clear} />
      <ConfirmDialog
        open={asking !== undefined}
        title={listText.confirmTitle(asking ?? 'pause', who)}
        confirm={listText.actions[asking ?? 'pause']}
        onClose={() => setAsking(undefined)}
        onConfirm={() => {
          if (asking) run(asking);
          setAsking(undefined);
        }}
      >
        {listText.confirmBody[asking ?? 'pause']}
      </ConfirmDialog>
    </section>
  );
}
