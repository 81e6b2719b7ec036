import {
  Button,
  Caption1,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
  useRestoreFocusSource,
} from '@fluentui/react-components';
import { ImageAdd24Regular } from '@fluentui/react-icons/svg/image-add';
import { useState } from 'react';
import type { ImageView } from '../../../../contract/index.ts';
import { useDeleteImage, useImages } from '../../../api/image-queries.ts';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { ErrorBar } from '../../../parts/error-bar.tsx';
import { useFileDrop } from '../../../parts/use-file-drop.ts';
import { ImageTile } from './image-tile.tsx';
import { imageText } from './messages.ts';
import { type ChosenPicture, readPicture, UnusablePicture } from './picture-file.ts';
import { UploadForm } from './upload-form.tsx';

const useStyles = makeStyles({
  surface: { width: '680px', maxWidth: 'calc(100vw - 16px)' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  drop: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalL,
    border: `2px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  over: { backgroundColor: tokens.colorBrandBackground2 },
  hidden: { display: 'none' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** The tenant's pictures: upload and crop, put where it is wanted, delete what nothing shows. */
export function ImageLibrary(props: {
  open: boolean;
  mayEdit: boolean;
  /** How wide an uploaded picture is shown unless somebody says otherwise. */
  usualWidth?: number;
  onClose: () => void;
  onInsert: ((image: ImageView) => void) | undefined;
}) {
  const styles = useStyles();
  const restoreFocus = useRestoreFocusSource();
  const images = useImages(props.open);
  const remove = useDeleteImage();
  const [picture, setPicture] = useState<ChosenPicture>();
  const [problem, setProblem] = useState<string>();
  const [added, setAdded] = useState<string>();
  const [asking, setAsking] = useState<string>();
  const items = images.data ?? [];

  const take = async (file: File) => {
    setProblem(undefined);
    setAdded(undefined);
    try {
      setPicture(await readPicture(file));
    } catch (error) {
      if (!(error instanceof UnusablePicture)) throw error;
      setProblem(error.message);
    }
  };
  const close = () => {
    setPicture(undefined);
    setProblem(undefined);
    setAdded(undefined);
    remove.reset();
    props.onClose();
  };
  return (
    <Dialog open={props.open} onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface className={styles.surface} {...restoreFocus}>
        <DialogBody>
          <DialogTitle>{picture ? picture.file.name : imageText.pictures}</DialogTitle>
          <DialogContent className={styles.content}>
            {picture ? (
              <UploadForm
                key={picture.file.name}
                usualWidth={props.usualWidth}
                picture={picture}
                names={items.map(({ name }) => name)}
                onCancel={() => setPicture(undefined)}
                onDone={(name) => {
                  setPicture(undefined);
                  setAdded(name);
                }}
              />
            ) : (
              <>
                {props.mayEdit && <PictureDrop onFile={(file) => void take(file)} />}
                {problem && (
                  <MessageBar intent="error" layout="multiline" politeness="assertive">
                    <MessageBarBody>{problem}</MessageBarBody>
                  </MessageBar>
                )}
                {added && (
                  <MessageBar intent="success">
                    <MessageBarBody>{imageText.added(added)}</MessageBarBody>
                  </MessageBar>
                )}
                {images.error && <ErrorBar error={images.error} onRetry={images.refetch} />}
                {remove.error && <ErrorBar error={remove.error} />}
                {images.data && items.length === 0 && <Text className={styles.muted}>{imageText.empty}</Text>}
                <ul className={styles.list}>
                  {items.map((image) => (
                    <ImageTile
                      key={image.name}
                      image={image}
                      onInsert={props.onInsert}
                      onRemove={props.mayEdit ? ({ name }) => setAsking(name) : undefined}
                    />
                  ))}
                </ul>
              </>
            )}
          </DialogContent>
          {!picture && (
            <DialogActions>
              <Button onClick={close}>{imageText.close}</Button>
            </DialogActions>
          )}
        </DialogBody>
        <ConfirmDialog
          open={asking !== undefined}
          title={imageText.removeTitle(asking ?? '')}
          confirm={imageText.removeNow}
          onClose={() => setAsking(undefined)}
          onConfirm={() => {
            if (asking) remove.mutate(asking);
            setAsking(undefined);
          }}
        >
          {imageText.removeBody}
        </ConfirmDialog>
      </DialogSurface>
    </Dialog>
  );
}

/** A place for one picture: chosen by a button, or dropped. */
function PictureDrop({ onFile }: { onFile: (file: File) => void }) {
  const styles = useStyles();
  const { over, place, field, choose } = useFileDrop(onFile);
  return (
    <section aria-label={imageText.choose} className={mergeClasses(styles.drop, over && styles.over)} {...place}>
      <ImageAdd24Regular aria-hidden />
      <input
        {...field}
        accept="image/png,image/jpeg,image/gif,image/webp"
        aria-label={imageText.choose}
        className={styles.hidden}
      />
      <Button appearance="primary" onClick={choose}>
        {imageText.choose}
      </Button>
      <Text>{imageText.drop}</Text>
      <Caption1 className={styles.muted}>{imageText.lead}</Caption1>
    </section>
  );
}
