import {
  Button,
  Caption1,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { imageNameSchema } from '../../../../contract/image.ts';
import { useAddImage } from '../../../api/image-queries.ts';
import { ErrorBar } from '../../../parts/error-bar.tsx';
import { whole } from './crop.ts';
import { CropStage } from './crop-stage.tsx';
import { imageText } from './messages.ts';
import { type ChosenPicture, nameFor, partOf, UnusablePicture } from './picture-file.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  buttons: { display: 'flex', justifyContent: 'flex-end', gap: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** Wider than this nothing is proposed: telephones show about as much. */
const logoWidth = 160;

/** What is said of a chosen picture before it goes into the library: the part to keep, its name, its words, its width. */
export function UploadForm(props: {
  picture: ChosenPicture;
  names: readonly string[];
  usualWidth?: number | undefined;
  onDone: (name: string) => void;
  onCancel: () => void;
}) {
  const styles = useStyles();
  const { bitmap, file } = props.picture;
  const [box, setBox] = useState(whole(bitmap));
  const [name, setName] = useState(nameFor(file.name));
  const [alt, setAlt] = useState('');
  const [width, setWidth] = useState<string>();
  const [asked, setAsked] = useState(false);
  const [unusable, setUnusable] = useState<string>();
  const add = useAddImage();
  const shownWidth = Number(width ?? Math.max(8, Math.min(props.usualWidth ?? logoWidth, box.width)));
  const wrong = {
    name: imageNameSchema.safeParse(name).success ? undefined : imageText.nameWrong,
    alt: alt.trim() ? undefined : imageText.altMissing,
    width: Number.isInteger(shownWidth) && shownWidth >= 8 && shownWidth <= 800 ? undefined : imageText.widthWrong,
  };
  const send = async () => {
    setAsked(true);
    setUnusable(undefined);
    if (wrong.name || wrong.alt || wrong.width) return;
    try {
      const content = await partOf(props.picture, box);
      add.mutate({ name, alt: alt.trim(), width: shownWidth, content }, { onSuccess: () => props.onDone(name) });
    } catch (error) {
      if (!(error instanceof UnusablePicture)) throw error;
      setUnusable(error.message);
    }
  };
  const told = (problem: string | undefined) =>
    asked && problem ? { validationState: 'error' as const, validationMessage: problem } : {};
  return (
    <div className={styles.root}>
      <CropStage bitmap={bitmap} box={box} onBox={setBox} />
      {file.type === 'image/gif' && <Caption1 className={styles.muted}>{imageText.animated}</Caption1>}
      <Field label={imageText.alt} hint={imageText.altHint} required {...told(wrong.alt)}>
        <Input value={alt} maxLength={200} onChange={(_, { value }) => setAlt(value)} />
      </Field>
      <Field label={imageText.name} hint={imageText.nameHint} required {...told(wrong.name)}>
        <Input value={name} maxLength={60} onChange={(_, { value }) => setName(value)} />
      </Field>
      {props.names.includes(name) && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{imageText.replaces(name)}</MessageBarBody>
        </MessageBar>
      )}
      <Field label={imageText.shownWidth} required {...told(wrong.width)}>
        <Input
          type="number"
          value={width ?? String(shownWidth)}
          min={8}
          max={800}
          onChange={(_, { value }) => setWidth(value)}
        />
      </Field>
      {unusable && (
        <MessageBar intent="error" layout="multiline" politeness="assertive">
          <MessageBarBody>{unusable}</MessageBarBody>
        </MessageBar>
      )}
      {add.error && <ErrorBar error={add.error} />}
      <div className={styles.buttons}>
        <Button onClick={props.onCancel}>{imageText.cancel}</Button>
        <Button appearance="primary" disabledFocusable={add.isPending} onClick={() => void send()}>
          {imageText.upload}
        </Button>
      </div>
    </div>
  );
}
