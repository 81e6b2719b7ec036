import { Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import type { ImageView } from '../../../../contract/index.ts';
import { ReasonedButton } from '../../../parts/reasoned-button.tsx';
import { imageText } from './messages.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr) auto',
    gap: tokens.spacingHorizontalM,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 480px)': { gridTemplateColumns: '72px minmax(0, 1fr)' },
  },
  ground: {
    display: 'grid',
    placeItems: 'center',
    height: '64px',
    backgroundColor: '#ffffff',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
  },
  picture: { maxWidth: '100%', maxHeight: '64px' },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalXS },
});

/** Where a picture is shown, in words. */
export function usesOf({ usedBy }: ImageView): string {
  const words = usedBy.map(({ title, in: stage }) => (stage ? `${title} (${imageText.stages[stage]})` : title));
  return [...new Set(words)].join(', ');
}

/** One picture of the library. */
export function ImageTile(props: {
  image: ImageView;
  onInsert: ((image: ImageView) => void) | undefined;
  onRemove: ((image: ImageView) => void) | undefined;
}) {
  const styles = useStyles();
  const { image, onInsert, onRemove } = props;
  const uses = usesOf(image);
  return (
    <li className={styles.root}>
      <span className={styles.ground}>
        <img className={styles.picture} src={image.single.url} alt={image.alt} />
      </span>
      <span className={styles.words}>
        <Text weight="semibold">{image.name}</Text>
        <Caption1 className={styles.muted}>
          {image.alt} · {imageText.size(image.width, image.height)}
        </Caption1>
        <Caption1 className={styles.muted}>{uses ? imageText.shownIn(uses) : imageText.unused}</Caption1>
      </span>
      <span className={styles.buttons}>
        {onInsert && (
          <Button size="small" aria-label={imageText.insert(image.name)} onClick={() => onInsert(image)}>
            {imageText.insertShort}
          </Button>
        )}
        {onRemove && (
          <ReasonedButton
            appearance="subtle"
            icon={<Delete20Regular />}
            label={imageText.remove(image.name)}
            whyNot={uses ? imageText.inUse(uses) : undefined}
            onClick={() => onRemove(image)}
          />
        )}
      </span>
    </li>
  );
}
