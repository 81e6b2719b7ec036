import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CampaignView } from '../../contract/index.ts';
import { useDeleteCampaign, useSaveCampaign } from '../api/campaign-queries.ts';
import { describeWhen, describeWho } from '../audience/audience-words.ts';
import { useGroupName } from '../audience/use-group-name.ts';
import { localNow } from '../dates.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { ItemCard } from '../parts/item-card.tsx';
import { WarningBar } from '../parts/warning-bar.tsx';
import { inputOf } from './campaign-input.ts';
import { campaignText } from './messages.ts';
import { StateBadge } from './state-badge.tsx';

const useStyles = makeStyles({
  banner: {
    width: '140px',
    height: '48px',
    objectFit: 'contain',
    backgroundColor: '#ffffff',
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
});

/** One campaign: what it shows, to whom, when, and whether it does now. */
export function CampaignCard(props: {
  campaign: CampaignView;
  timeZone: string;
  /** In the last 30 days; absent: they are not counted. */
  clicks: number | undefined;
  /** The name of another in the list. */
  nameOf: (id: string) => string;
  mayEdit: boolean;
  onEdit: () => void;
  onRemoved: () => void;
  /** It was ended; `tag` is its version since. */
  onEnded: (tag: string | undefined) => void;
}) {
  const styles = useStyles();
  const remove = useDeleteCampaign();
  const save = useSaveCampaign();
  const groupName = useGroupName();
  const [asking, setAsking] = useState(false);
  const { campaign, mayEdit, clicks } = props;
  const { id, name, banner, state, priority, who, when, conflicts } = campaign;
  const end = () => {
    const ends = localNow(Date.now(), props.timeZone);
    const input = inputOf({ ...campaign, when: { ...when, ends } });
    save.mutate({ id, input, tag: undefined }, { onSuccess: ({ tag }) => props.onEnded(tag) });
  };
  const facts = [
    describeWhen(when),
    campaignText.priority(priority),
    clicks === undefined ? undefined : campaignText.clicks(clicks),
  ];
  return (
    <ItemCard
      name={name}
      picture={banner.kind === 'image' && <img className={styles.banner} src={banner.image} alt={banner.alt} />}
      summary={describeWho(who, groupName)}
      facts={facts.filter(Boolean).join(' · ')}
      quiet={state === 'off' || state === 'over'}
      marks={
        <>
          <StateBadge state={state} />
          {mayEdit && state === 'running' && (
            <Button
              size="small"
              aria-label={`${campaignText.end}: ${name}`}
              disabledFocusable={save.isPending}
              onClick={end}
            >
              {campaignText.end}
            </Button>
          )}
        </>
      }
      {...(mayEdit ? { onEdit: props.onEdit, onRemove: () => setAsking(true) } : {})}
    >
      {conflicts.map(({ code, by, message }) => (
        <WarningBar key={code + message}>{wordsOf(code, props.nameOf(by ?? ''))}</WarningBar>
      ))}
      {(remove.error ?? save.error) && <ErrorBar error={(remove.error ?? save.error) as Error} />}
      <ConfirmDialog
        open={asking}
        title={campaignText.removeTitle(name)}
        confirm={messages.item.remove}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove.mutate(id, { onSuccess: props.onRemoved });
        }}
      >
        {campaignText.removeBody}
      </ConfirmDialog>
    </ItemCard>
  );
}

function wordsOf(code: CampaignView['conflicts'][number]['code'], by: string): string {
  const { hidden, sameTime, group } = campaignText.conflicts;
  if (code === 'GROUP') return group;
  return code === 'HIDDEN' ? hidden(by) : sameTime(by);
}
