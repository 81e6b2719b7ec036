import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Megaphone24Regular } from '@fluentui/react-icons/svg/megaphone';
import { useState } from 'react';
import type { CampaignState, CampaignView } from '../../contract/index.ts';
import { useCampaigns, useClicks, useRestoreCampaign, useSaveCampaign } from '../api/campaign-queries.ts';
import { localNow } from '../dates.ts';
import { messages } from '../messages/messages.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { useUndo } from '../parts/use-undo.tsx';
import { mayStart } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { CampaignCalendar } from './campaign-calendar.tsx';
import { CampaignCard } from './campaign-card.tsx';
import { CampaignDialog } from './campaign-dialog.tsx';
import { inputOf } from './campaign-input.ts';
import { ClicksPanel, clickDays } from './clicks-panel.tsx';
import { campaignText } from './messages.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
});

const order: readonly CampaignState[] = ['running', 'upcoming', 'off', 'over'];
const byState = (one: CampaignView, other: CampaignView) =>
  order.indexOf(one.state) - order.indexOf(other.state) ||
  other.priority - one.priority ||
  one.id.localeCompare(other.id);

/** The banners for an audience and a time: those that run first, in the order in which they go before each other. */
export function CampaignsPage() {
  const styles = useStyles();
  const { session } = useSignedIn();
  const mayEdit = mayStart(session);
  const list = useCampaigns();
  const clicks = useClicks(clickDays);
  const [edited, setEdited] = useState<string | 'new'>();
  const undo = useUndo();
  const restore = useRestoreCampaign();
  const save = useSaveCampaign();
  const items = [...(list.data?.items ?? [])].sort(byState);
  const timeZone = list.data?.timeZone ?? 'UTC';
  return (
    <>
      <PageHeading page={campaignText.page} heading={campaignText.page} note={campaignText.lead}>
        {mayEdit && (
          <Button appearance="primary" icon={<Add20Regular />} onClick={() => setEdited('new')}>
            {campaignText.add}
          </Button>
        )}
      </PageHeading>
      {list.error && <ErrorBar error={list.error} onRetry={list.refetch} />}
      {undo.bar}
      {list.isPending && <PageSkeleton />}
      {list.data && items.length === 0 && (
        <EmptyState icon={<Megaphone24Regular />} title={campaignText.emptyTitle} body={campaignText.emptyBody} />
      )}
      <ul className={styles.list}>
        {items.map((campaign) => (
          <li key={campaign.id}>
            <CampaignCard
              campaign={campaign}
              timeZone={timeZone}
              clicks={clicks.data?.items.find(({ id }) => id === campaign.id)?.total}
              nameOf={(id) => items.find((item) => item.id === id)?.name ?? id}
              mayEdit={mayEdit}
              onEdit={() => setEdited(campaign.id)}
              onRemoved={() =>
                undo.offer(messages.item.deleted(campaign.name), () =>
                  restore.mutateAsync({ id: campaign.id, ...inputOf(campaign) }),
                )
              }
              onEnded={(tag) =>
                undo.offer(campaignText.ended(campaign.name), () =>
                  save.mutateAsync({ id: campaign.id, input: inputOf(campaign), tag }),
                )
              }
            />
          </li>
        ))}
      </ul>
      {list.data && items.length > 0 && (
        <CampaignCalendar campaigns={items} today={localNow(list.dataUpdatedAt, timeZone).slice(0, 10)} />
      )}
      {clicks.data && <ClicksPanel clicks={clicks.data} />}
      {edited !== undefined && (
        <CampaignDialog
          id={edited === 'new' ? undefined : edited}
          timeZone={timeZone}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}
