import { Button } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Megaphone24Regular } from '@fluentui/react-icons/svg/megaphone';
import { useState } from 'react';
import { useCampaigns } from '../api/campaign-queries.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { mayStart } from '../runs/permission.ts';
import { useSignedIn } from '../signed-in.ts';
import { CampaignCard } from './campaign-card.tsx';
import { CampaignDialog } from './campaign-dialog.tsx';
import { campaignText } from './messages.ts';

/** The banners for an audience and a time, highest priority first. */
export function CampaignsPage() {
  const { session } = useSignedIn();
  const mayEdit = mayStart(session);
  const list = useCampaigns();
  const [edited, setEdited] = useState<{ id: string | undefined }>();
  const items = [...(list.data?.items ?? [])].sort((a, b) => b.priority - a.priority || a.id.localeCompare(b.id));
  return (
    <>
      <PageHeading page={campaignText.page} heading={campaignText.page} note={campaignText.lead}>
        {mayEdit && (
          <Button appearance="primary" icon={<Add20Regular />} onClick={() => setEdited({ id: undefined })}>
            {campaignText.add}
          </Button>
        )}
      </PageHeading>
      {list.error && <ErrorBar error={list.error} onRetry={list.refetch} />}
      {list.isPending && <PageSkeleton />}
      {list.data && items.length === 0 && (
        <EmptyState icon={<Megaphone24Regular />} title={campaignText.emptyTitle} body={campaignText.emptyBody} />
      )}
      {items.map((campaign) => (
        <CampaignCard
          key={campaign.id}
          campaign={campaign}
          mayEdit={mayEdit}
          onEdit={() => setEdited({ id: campaign.id })}
        />
      ))}
      {edited && <CampaignDialog id={edited.id} onClose={() => setEdited(undefined)} />}
    </>
  );
}
