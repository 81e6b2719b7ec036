import { Button, Caption1, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { type Box, fitted, holdAt, isWhole, moved, type Point, spanned, squared, stretched, whole } from './crop.ts';
import { imageText } from './messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  stage: {
    position: 'relative',
    width: 'fit-content',
    maxWidth: '100%',
    touchAction: 'none',
    cursor: 'crosshair',
    overflow: 'hidden',
    // A chequered ground: what is transparent is seen to be.
    backgroundImage: 'repeating-conic-gradient(#d6d6d6 0 25%, #ffffff 0 50%)',
    backgroundSize: '16px 16px',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  picture: { display: 'block', maxWidth: '100%', height: 'auto' },
  frame: {
    position: 'absolute',
    boxSizing: 'border-box',
    border: '2px solid #ffffff',
    outline: '1px solid #000000',
    boxShadow: '0 0 0 2000px rgba(0, 0, 0, 0.5)',
    cursor: 'move',
  },
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(96px, 1fr))',
    gap: tokens.spacingHorizontalS,
  },
  number: { minWidth: 0 },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  muted: { color: tokens.colorNeutralForeground2 },
});

const largest = { width: 520, height: 300 };
const arrows: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const edges = ['left', 'top', 'width', 'height'] as const;

/** Chooses the part of a picture that is kept: by pointer, by arrow keys, or in numbers. */
export function CropStage({ bitmap, box, onBox }: { bitmap: ImageBitmap; box: Box; onBox: (box: Box) => void }) {
  const styles = useStyles();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<(to: Point) => Box>(undefined);
  const scale = Math.min(1, largest.width / bitmap.width, largest.height / bitmap.height);

  useEffect(() => {
    const drawn = canvas.current;
    if (!drawn) return;
    drawn.width = Math.max(1, Math.round(bitmap.width * scale));
    drawn.height = Math.max(1, Math.round(bitmap.height * scale));
    drawn.getContext('2d')?.drawImage(bitmap, 0, 0, drawn.width, drawn.height);
  }, [bitmap, scale]);

  /** Where the pointer is, in the picture's pixels; the canvas may be shown smaller than it is drawn. */
  const pointOf = ({ clientX, clientY }: PointerEvent): Point & { perPixel: number } => {
    const shown = canvas.current?.getBoundingClientRect();
    const perPixel = shown && shown.width > 0 ? bitmap.width / shown.width : 1;
    return { x: (clientX - (shown?.left ?? 0)) * perPixel, y: (clientY - (shown?.top ?? 0)) * perPixel, perPixel };
  };

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const from = pointOf(event);
    const hold = holdAt(box, from, 14 * from.perPixel);
    // A frame around everything cannot be moved: pulling inside draws another one.
    const draws = hold === 'outside' || (hold === 'inside' && isWhole(box, bitmap));
    const anchor = typeof hold === 'object' ? hold.anchor : draws ? from : undefined;
    drag.current = (to) =>
      anchor ? spanned(anchor, to, bitmap) : moved(box, { x: to.x - from.x, y: to.y - from.y }, bitmap);
  };

  const push = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = Math.max(1, Math.round(Math.max(bitmap.width, bitmap.height) / 100));
    const by = { x: arrow.x * step, y: arrow.y * step };
    onBox(event.shiftKey ? stretched(box, by, bitmap) : moved(box, by, bitmap));
  };

  const percent = (part: number, of: number) => `${(100 * part) / of}%`;
  return (
    <div className={styles.root}>
      <div
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the frame is moved by arrow keys; the numbers below do the same
        tabIndex={0}
        aria-label={`${imageText.crop}. ${imageText.cropHint}`}
        className={styles.stage}
        onPointerDown={begin}
        onPointerMove={(event) => drag.current && onBox(drag.current(pointOf(event)))}
        onPointerUp={() => {
          drag.current = undefined;
        }}
        onKeyDown={push}
      >
        <canvas ref={canvas} className={styles.picture} />
        <div
          className={styles.frame}
          style={{
            left: percent(box.left, bitmap.width),
            top: percent(box.top, bitmap.height),
            width: percent(box.width, bitmap.width),
            height: percent(box.height, bitmap.height),
          }}
        />
      </div>
      <Caption1 className={styles.muted}>{imageText.cropHint}</Caption1>
      <div className={styles.numbers}>
        {edges.map((edge) => (
          <Field key={edge} label={imageText[edge]} size="small">
            <Input
              type="number"
              size="small"
              className={styles.number}
              value={String(box[edge])}
              onChange={(_, { value }) => onBox(fitted({ ...box, [edge]: Number(value) }, bitmap))}
            />
          </Field>
        ))}
      </div>
      <div className={styles.line}>
        <Button size="small" onClick={() => onBox(whole(bitmap))}>
          {imageText.all}
        </Button>
        <Button size="small" onClick={() => onBox(squared(box, bitmap))}>
          {imageText.square}
        </Button>
        <Caption1 role="status">{imageText.kept(box.width, box.height)}</Caption1>
      </div>
    </div>
  );
}
