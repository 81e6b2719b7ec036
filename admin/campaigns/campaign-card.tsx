import { Badge, Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import { useState } from 'react';
import type { CampaignView } from '../../contract/index.ts';
import { useDeleteCampaign } from '../api/campaign-queries.ts';
import { useGroups } from '../api/group-queries.ts';
import { describeWhen, describeWho } from '../assignments/assignment-words.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ErrorBar } from '../parts/error-bar.tsx';
import { campaignText } from './messages.ts';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  words: {
    flexGrow: 1,
    flexBasis: '220px',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    overflowWrap: 'anywhere',
  },
  banner: { maxWidth: '160px', maxHeight: '60px', objectFit: 'contain' },
  muted: { color: tokens.colorNeutralForeground2 },
});

const colors = { off: 'subtle', upcoming: 'informative', running: 'success', over: 'subtle' } as const;

/** One campaign: what it shows, to whom, when, and whether it does now. */
export function CampaignCard(props: { campaign: CampaignView; mayEdit: boolean; onEdit: () => void }) {
  const styles = useStyles();
  const remove = useDeleteCampaign();
  const groups = useGroups();
  const [asking, setAsking] = useState(false);
  const { campaign, mayEdit } = props;
  const { name, banner, state, priority, who, when } = campaign;
  const inIt = groups.data?.items.filter(({ id }) => who.groupIds?.includes(id)) ?? [];
  return (
    <article className={styles.card} aria-label={name}>
      {banner.kind === 'image' && <img className={styles.banner} src={banner.image} alt={banner.alt} />}
      <span className={styles.words}>
        <Text weight="semibold">{name}</Text>
        <Text>{describeWho({ who, groups: inIt })}</Text>
        <Caption1 className={styles.muted}>
          {describeWhen({ when })} · {campaignText.priority(priority)}
        </Caption1>
      </span>
      <Badge appearance="tint" color={colors[state]}>
        {campaignText.states[state]}
      </Badge>
      {mayEdit && (
        <>
          <Button size="small" aria-label={`${campaignText.edit}: ${name}`} onClick={props.onEdit}>
            {campaignText.edit}
          </Button>
          <Button
            size="small"
            appearance="subtle"
            icon={<Delete20Regular />}
            aria-label={`${campaignText.remove}: ${name}`}
            onClick={() => setAsking(true)}
          />
        </>
      )}
      {remove.error && <ErrorBar error={remove.error} />}
      <ConfirmDialog
        open={asking}
        title={campaignText.removeTitle(name)}
        confirm={campaignText.remove}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove.mutate(campaign.id);
        }}
      >
        {campaignText.removeBody}
      </ConfirmDialog>
    </article>
  );
}
